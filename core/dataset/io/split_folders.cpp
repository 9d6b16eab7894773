// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/split_folders.h"

#include "core/dataset/model/combine.h"
#include "core/dataset/model/issue_list.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

std::vector<Part> split_folders(const fs::path& folder, const std::string& file,
                                const std::function<bool(const fs::path& part)>& accepts) {
    std::vector<Part> parts;
    for (const auto& [name, split] :
         {std::pair{"train", "train"}, {"valid", "val"}, {"val", "val"}, {"test", "test"}}) {
        const fs::path part = file.empty() ? folder / name : folder / name / file;
        if (accepts(part)) {
            parts.push_back({part, split});
        }
    }
    return parts;
}

namespace {

// The folder in which all of them lie.
fs::path common_folder(const std::vector<ReadResult>& results) {
    fs::path common = results.front().image_folder;
    for (const ReadResult& one : results) {
        fs::path shared;
        auto a = common.begin();
        auto b = one.image_folder.begin();
        for (; a != common.end() && b != one.image_folder.end() && *a == *b; ++a, ++b) {
            shared /= *a;
        }
        common = shared;
    }
    return common;
}

}  // namespace

ReadResult read_parts(const std::vector<Part>& parts, const fs::path& images,
                      const std::function<ReadResult(const fs::path& part)>& read) {
    std::vector<ReadResult> results;
    for (const Part& part : parts) {
        results.push_back(read(part.path));
        ReadResult& one = results.back();
        one.image_folder = images.empty() ? fs::absolute(one.image_folder).lexically_normal() : images;
        for (Image& image : one.dataset.images) {
            image.split = image.split.empty() ? part.split : image.split;
        }
    }
    if (results.size() == 1) {
        return std::move(results.front());
    }
    ReadResult all;
    all.image_folder = common_folder(results);
    for (std::size_t i = 0; i < results.size(); ++i) {
        ReadResult& one = results[i];
        std::string prefix = one.image_folder.lexically_relative(all.image_folder).generic_string();
        prefix = prefix.empty() || prefix == "." ? "" : prefix + "/";
        append(all.dataset, one.dataset, prefix);
        for (Issue& issue : one.issues) {
            issue.where = prefix.empty() ? issue.where : parts[i].split + ": " + issue.where;
            report(all.issues, std::move(issue));
        }
        all.not_kept.insert(all.not_kept.end(), one.not_kept.begin(), one.not_kept.end());
    }
    return all;
}

}  // namespace destudio::dataset

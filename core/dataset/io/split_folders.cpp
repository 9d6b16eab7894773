// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/split_folders.h"

#include <algorithm>

#include "core/dataset/model/combine.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/model/split_name.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

std::vector<Part> split_folders(const fs::path& folder, const std::string& file,
                                const std::function<bool(const fs::path& part)>& accepts) {
    std::vector<Part> parts;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        const std::string split = split_of_word(it->path().filename().string());
        const fs::path part = file.empty() ? it->path() : it->path() / file;
        std::error_code unreadable;
        if (!split.empty() && it->is_directory(unreadable) && accepts(part)) {
            parts.push_back({part, split});
        }
    }
    const auto& names = split_names();
    std::sort(parts.begin(), parts.end(), [&](const Part& a, const Part& b) {
        const auto at = [&](const Part& part) { return std::find(names.begin(), names.end(), part.split); };
        return std::pair(at(a), a.path) < std::pair(at(b), b.path);
    });
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
            const std::string part = parts[i].split.empty() ? parts[i].path.filename().string() : parts[i].split;
            issue.where = prefix.empty() ? issue.where : part + (issue.where.empty() ? "" : ": " + issue.where);
            report(all.issues, std::move(issue));
        }
        for (std::size_t k = 0; k < all.found_otherwise.size(); ++k) {
            all.found_otherwise[k] += one.found_otherwise[k];
        }
        all.not_kept.insert(all.not_kept.end(), one.not_kept.begin(), one.not_kept.end());
    }
    return all;
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/parts.h"

#include "core/dataset/combine.h"
#include "core/dataset/issue_list.h"

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

ReadResult read_parts(const std::vector<Part>& parts, const fs::path& root, const fs::path& images,
                      const std::function<ReadResult(const fs::path& part)>& read) {
    ReadResult all;
    all.image_folder = images.empty() ? fs::absolute(root).lexically_normal() : images;
    for (const Part& part : parts) {
        ReadResult one = read(part.path);
        for (Image& image : one.dataset.images) {
            image.split = image.split.empty() ? part.split : image.split;
        }
        if (parts.size() == 1) {
            one.image_folder = images.empty() ? one.image_folder : images;
            return one;
        }
        std::string prefix;
        if (images.empty()) {
            prefix = one.image_folder.lexically_normal().lexically_relative(all.image_folder).generic_string();
            prefix = prefix.empty() || prefix == "." ? "" : prefix + "/";
        }
        append(all.dataset, one.dataset, prefix);
        for (Issue& issue : one.issues) {
            issue.where = prefix.empty() ? issue.where : part.split + ": " + issue.where;
            report(all.issues, std::move(issue));
        }
        all.not_kept.insert(all.not_kept.end(), one.not_kept.begin(), one.not_kept.end());
    }
    return all;
}

}  // namespace destudio::dataset

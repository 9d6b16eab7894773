// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/coco/coco_layout.h"

#include <algorithm>

#include "core/dataset/formats/coco/coco_format.h"
#include "core/dataset/text/json_head.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

std::string split_in(const std::string& name) {
    for (const char* split : {"train", "val", "test"}) {
        if (name.starts_with(split)) {
            return split;
        }
    }
    return {};
}

std::vector<Part> json_files(const fs::path& folder, const std::string& prefix) {
    std::vector<Part> parts;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(folder, ec)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file(ec) && entry.path().extension() == ".json" && name.starts_with(prefix)) {
            parts.push_back({entry.path(), split_in(name.substr(prefix.size()))});
        }
    }
    std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.path < b.path; });
    return parts;
}

// "instances_val2017.json" belongs to the pictures in "val2017".
std::string picture_folder_of(const fs::path& annotation_file) {
    const std::string stem = annotation_file.stem().string();
    const auto underscore = stem.rfind('_');
    return underscore == std::string::npos ? stem : stem.substr(underscore + 1);
}

}  // namespace

std::vector<Part> find_coco_parts(const fs::path& path) {
    std::error_code ec;
    if (!fs::is_directory(path, ec)) {
        return {{path, ""}};
    }
    for (const char* name : {"annotations.json", "_annotations.coco.json"}) {
        if (fs::is_regular_file(path / name, ec)) {
            return {{path / name, ""}};
        }
    }
    auto parts = split_folders(path, "_annotations.coco.json", [](const fs::path& file) {
        std::error_code unreadable;
        return fs::is_regular_file(file, unreadable);
    });
    if (!parts.empty()) {
        return parts;
    }
    for (const fs::path& folder : {path / "annotations", path}) {
        for (const char* prefix : {"instances_", "captions_"}) {
            parts = json_files(folder, prefix);
            if (!parts.empty()) {
                return parts;
            }
        }
        parts = json_files(folder, "");
        std::erase_if(parts, [](const Part& part) { return !starts_like_coco(part.path); });
        if (parts.size() == 1) {
            return parts;
        }
    }
    return {};
}

bool starts_like_coco(const fs::path& file) {
    // Datumaro and labelme also know "categories" or "images" in some form.
    const JsonHead head = read_json_head(file);
    return head.is_object() && !head.has("items") && !head.has("shapes") &&
           (head.value_of("images") == '[' || head.value_of("annotations") == '[' || head.has("licenses") ||
            head.value_of("categories") == '[');
}

fs::path coco_image_folder(const fs::path& annotation_file, const Dataset& dataset) {
    const fs::path beside = fs::absolute(annotation_file).parent_path();
    const fs::path above = beside.parent_path();
    const std::string named = picture_folder_of(annotation_file);
    std::error_code ec;
    if (!dataset.images.empty()) {
        const std::string& first = dataset.images.front().file_name;
        for (const fs::path& folder :
             {beside / "images", above / named, above / "images" / named, above / "images", beside}) {
            if (fs::exists(folder / first, ec)) {
                return folder;
            }
        }
    }
    return fs::is_directory(beside / "images", ec) ? beside / "images" : beside;
}

}  // namespace destudio::dataset

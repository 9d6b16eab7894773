// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/export_names.h"

#include <filesystem>
#include <set>

namespace destudio::dataset {

namespace {

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string lower(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

std::string base_name(const Image& image, NameStyle style) {
    check_relative_path(image.file_name, "The dataset");
    const std::filesystem::path path(image.file_name);
    if (style == NameStyle::kKeepFolders) {
        return (path.parent_path() / path.stem()).generic_string();
    }
    std::string id = path.stem().string();
    for (char& c : id) {
        c = is_plain(c) ? c : '_';
    }
    return id;
}

}  // namespace

std::vector<std::string> export_names(const std::vector<Image>& images, NameStyle style) {
    std::vector<std::string> names;
    std::set<std::string> used;
    for (const Image& image : images) {
        const std::string base = base_name(image, style);
        std::string name = base;
        for (int i = 2; !used.insert(lower(name)).second; ++i) {
            name = base + "_" + std::to_string(i);
        }
        names.push_back(name);
    }
    return names;
}

}  // namespace destudio::dataset

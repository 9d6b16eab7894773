// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/images/export_names.h"

#include <filesystem>
#include <set>

#include "core/dataset/model/split_name.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

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

// File systems take names of 255 bytes, of which the longest extension that is written, ".json", needs 5.
std::string shortened(const std::string& name, std::size_t reserved = 0) {
    constexpr std::size_t kMax = 250;
    const std::size_t longest = kMax - reserved;
    if (name.size() <= longest) {
        return name;
    }
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {  // no half letter
        --end;
    }
    return name.substr(0, end);
}

std::string base_name(const Image& image, NameStyle style) {
    check_relative_path(image.file_name, "The dataset");
    const std::filesystem::path path(image.file_name);
    if (style != NameStyle::kFlatId) {
        const bool elsewhere =
            style == NameStyle::kSplitFolders && !image.split.empty() && split_of_folder(path) != image.split;
        const fs::path folder = elsewhere ? image.split / path.parent_path() : path.parent_path();
        return (folder / shortened(path.stem().string())).generic_string();
    }
    std::string id = shortened(path.stem().string());
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
            const std::string number = "_" + std::to_string(i);
            const fs::path path(base);
            const std::string stem = path.filename().string();
            name = (path.parent_path() / (shortened(stem, number.size()) + number)).generic_string();
        }
        names.push_back(name);
    }
    return names;
}

}  // namespace destudio::dataset

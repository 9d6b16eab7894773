// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text/leftovers.h"

#include <algorithm>
#include <array>
#include <string>

namespace destudio::dataset {

namespace {

std::string lower_name(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

// macOS archives, Windows folders, network storage. Names that begin with a point need no line.
constexpr std::array<std::string_view, 10> kLeftovers{
    "__macosx", "thumbs.db",    "ehthumbs.db", "ehthumbs_vista.db",         "desktop.ini",
    "@eadir",   "$recycle.bin", "icon\r",      "system volume information", "lost+found"};

}  // namespace

bool is_leftover(const std::filesystem::path& path) {
    const std::string name = lower_name(path.filename().string());
    return name.starts_with('.') || std::find(kLeftovers.begin(), kLeftovers.end(), name) != kLeftovers.end();
}

bool has_extension(const std::filesystem::path& path, std::string_view extension) {
    return lower_name(path.extension().string()) == extension;
}

}  // namespace destudio::dataset

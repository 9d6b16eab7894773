// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/formats/voc/voc_layout.h"

#include <algorithm>
#include <vector>

#include "core/dataset/text/text_file.h"

namespace destudio::dataset {

namespace fs = std::filesystem;

namespace {

VocFolders devkit(const fs::path& root) {
    return {root, root / "Annotations", root / "JPEGImages", true};
}

bool holds_annotations(const fs::path& folder) {
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        if (is_voc_annotation(it->path())) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool is_voc_annotation(const fs::path& file) {
    if (file.extension() != ".xml") {
        return false;
    }
    const std::string head = read_head(file);
    return head.find("<annotation>") != std::string::npos || head.find("<annotation ") != std::string::npos;
}

std::optional<VocFolders> find_voc_folders(const fs::path& path) {
    std::error_code ec;
    for (const fs::path& candidate : {path, path / kVocFolder, path / "VOCdevkit" / kVocFolder}) {
        if (fs::is_directory(candidate / "Annotations", ec)) {
            return devkit(candidate);
        }
    }
    for (const fs::path& parent : {path / "VOCdevkit", path}) {
        std::vector<fs::path> folders;
        for (fs::directory_iterator it(parent, ec), end; !ec && it != end; it.increment(ec)) {
            if (fs::is_directory(it->path() / "Annotations", ec)) {
                folders.push_back(it->path());
            }
        }
        if (!folders.empty()) {
            return devkit(*std::min_element(folders.begin(), folders.end()));
        }
    }
    if (holds_annotations(path)) {
        return VocFolders{path, path, path, false};
    }
    return {};
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/io/picture_paths.h"

#include <filesystem>

namespace destudio::dataset {

std::string with_extension(const ImageFinder& finder, const std::string& path) {
    if (path.empty() || finder.has(path)) {
        return path;
    }
    const FoundImage found = finder.locate(path);
    const bool only_longer = std::filesystem::path(found.name).replace_extension().generic_string() == path;
    return !found.name.empty() && only_longer ? found.name : path;
}

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/geometry.h"

namespace destudio::cli {

/// One source image of the command line.
struct ReferenceInput {
    std::filesystem::path file;
    std::string caption;
    std::vector<std::pair<std::string, Box>> boxes;  ///< class and box in pixels of the oriented image

    std::vector<std::string> class_names() const;
};

/// Turns --reference arguments into images: an image stands for itself, a .json file is a COCO dataset with its images.
/// Every header is looked at, so that a wrong file ends the run before it begins.
/// @param images  folder of a COCO file's images; empty: found beside the file
/// @throws IoError, FormatError naming the first file that cannot be used
std::vector<ReferenceInput> list_references(const std::vector<std::filesystem::path>& references,
                                            const std::filesystem::path& images);

/// The first `count` images of the sample.
std::vector<ReferenceInput> list_sample(int count);

}  // namespace destudio::cli

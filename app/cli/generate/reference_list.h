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
/// @param split  which splits of a COCO file are redrawn, as dataset::parse_splits() reads it; empty: train, or what
/// has
///               no split
/// @throws IoError, FormatError naming the first file that cannot be used; UsageError for splits
std::vector<ReferenceInput> list_references(const std::vector<std::filesystem::path>& references,
                                            const std::filesystem::path& images, const std::string& split = {});

/// The first `count` images of the bundle's sample, or of the built-in one's where it has none of its own.
std::vector<ReferenceInput> list_sample(int count, const std::filesystem::path& bundle);

}  // namespace destudio::cli

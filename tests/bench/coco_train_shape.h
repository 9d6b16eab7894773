// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>

namespace destudio::bench {

/// Counts and size of COCO's instances_train2017.json.
struct CocoShape {
    int images = 118'287;
    int boxes = 860'001;
    std::size_t bytes = 450'000'000;
};

/// Writes a sound annotation file of that shape with the key order and spacing of the original: outlines fill it up to
/// its size, one region in a hundred is a crowd, 80 classes with gaps in their ids. The same bytes every time.
/// @throws IoError
void write_coco_of_shape(const std::filesystem::path& file, const CocoShape& shape);

}  // namespace destudio::bench

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace destudio::detection {

/// Which anchors each cell of a level has.
struct AnchorShapes {
    std::vector<std::int64_t> sizes;        ///< pixels, one for each level, fine to coarse
    std::int64_t octaves = 1;               ///< sizes per octave: size * 2^(i / octaves), whole pixels
    std::vector<double> ratios{0.5, 1, 2};  ///< height / width
};

}  // namespace destudio::detection

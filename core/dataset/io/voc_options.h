// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace destudio::dataset {

/// How the four numbers of a VOC box are meant; tools differ.
enum class VocBoxStyle {
    kInclusive1,  ///< the standard: 1-based pixels, maximum included: edges [xmin - 1, xmax]
    kZeroBased,   ///< 0-based edges as CVAT writes them, fractions allowed
};

struct VocOptions {
    VocBoxStyle box_style = VocBoxStyle::kInclusive1;
    int jpeg_quality = 95;
};

}  // namespace destudio::dataset

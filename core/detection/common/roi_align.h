// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"

namespace destudio::detection {

struct RoiAlignOptions {
    std::int64_t height = 7;  ///< bins
    std::int64_t width = 7;
    double scale = 1;           ///< feature cells per pixel
    std::int64_t sampling = 2;  ///< points along each side of a bin; 0 or less: as many as it has cells, rounded up
    /// Shifted by half a cell, with sides of any length. Torchvision's Faster R-CNN has it off: then a box is not
    /// shifted, and its sides are at least one cell.
    bool aligned = false;
};

/// Pools boxes from a feature map: the mean of bilinear samples of each bin (He et al. 2017), equal to torchvision's
/// roi_align. Points more than a cell beyond the border count as 0, others are moved to it.
/// @param features [C,H,W] @param boxes [R,4] xyxy in pixels @return [R,C,height,width] float32
torch::Tensor roi_align(const torch::Tensor& features, const torch::Tensor& boxes, const RoiAlignOptions& options);

/// Which level of a pyramid boxes are pooled from (Lin et al. 2017, Eq. 1).
struct LevelRule {
    double canonical_size = 224;  ///< pixels; a box of this size belongs to the canonical level
    double canonical_level = 4;   ///< its stride is 2^level pixels
};

/// Scale of every level: the power of two nearest to its height over that of the image.
std::vector<double> level_scales(const std::vector<torch::Tensor>& levels, Size image);
/// @param boxes [R,4] xyxy in pixels  @param scales of all levels, fine to coarse @return [R] int64, 0 is the finest
torch::Tensor level_indices(const torch::Tensor& boxes, const std::vector<double>& scales, const LevelRule& rule);

/// Pools the boxes of each image from the level that suits their size.
/// @param levels [B,C,h,w], fine to coarse  @param boxes of each image, [R,4] xyxy in pixels
/// @param options its scale is not used  @return [sum of R,C,height,width] float32, image by image
torch::Tensor pool_boxes(const std::vector<torch::Tensor>& levels, const std::vector<torch::Tensor>& boxes, Size image,
                         const RoiAlignOptions& options, const LevelRule& rule);

}  // namespace destudio::detection

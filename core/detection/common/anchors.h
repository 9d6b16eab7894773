// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <array>
#include <vector>

#include "core/base/geometry.h"
#include "core/detection/common/anchor_shapes.h"
#include "core/detection/common/feature_levels.h"

namespace destudio::detection {

/// Anchors of one cell around the origin, as torchvision's AnchorGenerator has them: all sizes of the first ratio, then
/// those of the next; sides rounded to even pixels around it. [ratios * octaves, 4] xyxy in pixels
torch::Tensor cell_anchors(const AnchorShapes& anchors, std::int64_t size);

/// How far a level's cells are apart, in pixels of the image.
enum class AnchorStrides {
    kDivided,      ///< the image's side divided by the level's, rounded down: torchvision's rule for padded pictures
    kPowersOfTwo,  ///< the smallest power of two with which the level covers the image: each level halves the one
                   ///< before, rounded up, and an image of any size keeps its strides
};

/// Anchors of every cell of every level: for each level row by row, centred at the cell's upper left corner.
/// @return one [cells * anchors of a cell, 4] tensor for each level, xyxy in pixels, float32 on the CPU
std::vector<torch::Tensor> make_anchors(const AnchorShapes& anchors, Size image, const LevelShapes& shapes,
                                        AnchorStrides strides = AnchorStrides::kDivided);

/// What the four numbers of a box code are multiplied with.
using CodeWeights = std::array<double, 4>;

/// How a box lies relative to its anchor: shift of the centre in anchor sides, logarithm of the side ratio (Girshick et
/// al. 2014). @param boxes [N,4] xyxy  @param anchors [N,4] xyxy  @return [N,4]
torch::Tensor encode_boxes(const torch::Tensor& boxes, const torch::Tensor& anchors,
                           const CodeWeights& weights = {1, 1, 1, 1});
/// The reverse; a side grows at most 62.5-fold. Leading dimensions broadcast.
torch::Tensor decode_boxes(const torch::Tensor& codes, const torch::Tensor& anchors,
                           const CodeWeights& weights = {1, 1, 1, 1});

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/base/geometry.h"
#include "core/detection/common/feature_levels.h"
#include "core/detection/retinanet/retinanet_config.h"

namespace destudio::detection {

/// Anchors of every cell of every level, as torchvision's AnchorGenerator places them: for each level row by row, in
/// each cell all sizes of the first aspect ratio, then those of the next; centred at the cell's upper left corner,
/// sides rounded to even pixels around it. A level's stride is the image's side divided by the level's, rounded down.
/// @return one [cells * anchors_per_cell, 4] tensor for each level, xyxy in pixels, float32 on the CPU
std::vector<torch::Tensor> make_anchors(const RetinaNetConfig& config, Size image, const LevelShapes& shapes);

/// How a box lies relative to its anchor: shift of the centre in anchor sides, logarithm of the side ratio (Girshick et
/// al. 2014). @param boxes [N,4] xyxy  @param anchors [N,4] xyxy  @return [N,4]
torch::Tensor encode_boxes(const torch::Tensor& boxes, const torch::Tensor& anchors);
/// The reverse; a side grows at most 62.5-fold. Leading dimensions broadcast.
torch::Tensor decode_boxes(const torch::Tensor& deltas, const torch::Tensor& anchors);

}  // namespace destudio::detection

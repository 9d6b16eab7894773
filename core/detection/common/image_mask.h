// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/base/geometry.h"
#include "core/detection/common/feature_levels.h"

namespace destudio::detection {

/// Size of the batch that images of these sizes are padded into (right and bottom): the largest width and height,
/// rounded up to multiples of `divisibility`.
Size padded_batch_size(const std::vector<Size>& images, int divisibility);

/// Padding mask of a batch, [B,H,W] bool, true = padding. At inference a batch of one has no padding at all, even
/// where the image was padded (the original behaves so); in training every image's own area is free.
torch::Tensor make_image_mask(const std::vector<Size>& images, Size padded, bool training);

/// Nearest-neighbour down-sampling of the mask to a feature level: source index floor(i*H/h). [B,h,w] bool.
torch::Tensor downsample_mask(const torch::Tensor& image_mask, LevelShape shape);

/// Share of each level that is not padding, [B,L,2] float in the order (w,h), from row 0 and column 0 of each mask.
torch::Tensor valid_ratios(const std::vector<torch::Tensor>& level_masks);

}  // namespace destudio::detection

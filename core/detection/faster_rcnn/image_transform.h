// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <array>
#include <vector>

#include "core/base/geometry.h"

namespace destudio::detection {

/// How whole pictures become a batch, as torchvision's GeneralizedRCNNTransform does it.
struct ImageTransform {
    int min_size = 800;   ///< the shorter side becomes so long,
    int max_size = 1333;  ///< unless the longer one would become longer than this
    std::array<double, 3> mean = {0.485, 0.456, 0.406};
    std::array<double, 3> deviation = {0.229, 0.224, 0.225};

    /// Sides are rounded down.
    Size resized(Size image) const;
};

struct TransformedImages {
    torch::Tensor batch;      ///< [B,3,H,W], zeros at the right and the bottom up to multiples of 32
    std::vector<Size> sizes;  ///< of each picture in it
};

/// Normalises, resizes (bilinear, half-pixel centres) and pads. @param images [3,H,W] RGB in [0,1], of any size
TransformedImages transform_images(const std::vector<torch::Tensor>& images, const ImageTransform& transform);

/// Boxes of a picture in the same picture of another size. @param boxes [n,4] xyxy
torch::Tensor resize_boxes(const torch::Tensor& boxes, Size from, Size to);

}  // namespace destudio::detection

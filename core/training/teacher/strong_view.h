// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/base/random.h"

namespace destudio::training {

/// A picture as it is shown to a student: brightness, contrast, saturation and hue moved (in four of five cases), grey
/// (in one of five), blurred (in half of them), and up to three rectangles covered with noise. Nothing moves, so boxes
/// stay. @param picture [3,H,W] in [-1,1] on the CPU @return another tensor alike
torch::Tensor strong_view(const torch::Tensor& picture, Random& random);

/// strong_view() of each of [B,3,H,W].
torch::Tensor strong_views(const torch::Tensor& pictures, Random& random);

/// The hue moved by a share of the circle. @param rgb [3,H,W] in [0,1]
torch::Tensor with_moved_hue(const torch::Tensor& rgb, double share);

}  // namespace destudio::training

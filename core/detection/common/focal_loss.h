// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::detection {

/// Sigmoid focal loss of every entry (Lin et al. 2017, equation 5), not summed.
/// @param wanted 1 where the class is right, else 0; the shape of `logits`
torch::Tensor sigmoid_focal_loss(const torch::Tensor& logits, const torch::Tensor& wanted, double alpha, double gamma);

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <array>

namespace destudio::nn {

/// torch::conv2d with equal strides. On the CPU, where nothing is to be differentiated, one way is taken
/// whatever the batch: libtorch chooses between several by the size of the input, and they add in different orders.
/// @param input [B,C,H,W]  @param weight [out,C,k,k]  @param bias [out] or undefined
/// @param padding rows above and below, columns left and right
torch::Tensor convolution(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                          std::int64_t stride, const std::array<std::int64_t, 2>& padding);

}  // namespace destudio::nn

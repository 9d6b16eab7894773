// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// x W^T + b over the last dimension. Where nothing is to be differentiated, float32 on the CPU takes a kernel whose
/// rows do not depend on each other; everything else goes through libtorch.
/// @param input [...,in]  @param weight [out,in]  @param bias [out] or undefined
torch::Tensor linear(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias);

}  // namespace destudio::nn

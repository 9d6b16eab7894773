// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// Layer normalisation over the last dimension for any tensor, statistics in float32 whatever the precision: in one
/// kernel for float32 and bfloat16 on the CPU where nothing is to be differentiated, else through libtorch.
/// @param weight, bias [width] in the input's type
torch::Tensor layer_norm(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                         double eps);

}  // namespace destudio::nn

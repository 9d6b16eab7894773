// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// a gelu(b) for input [..., 2W] = [a | b], in one pass over memory for float32 and bfloat16 on the CPU, through
/// libtorch elsewhere. Differentiable. @return [..., W]
torch::Tensor geglu(const torch::Tensor& input);

}  // namespace destudio::nn

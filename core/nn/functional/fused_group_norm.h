// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// Whether group_norm_silu has a kernel for this tensor: float32 or bfloat16 [B,C,...] in channels-last order on the
/// CPU.
bool can_fuse_group_norm(const torch::Tensor& input);

/// silu(group_norm(input)), or without the SiLU, in two passes over memory forward and backward; statistics in float32
/// whatever the precision. Differentiable.
/// @param input see can_fuse_group_norm  @param weight, bias [C] in any floating type
torch::Tensor group_norm_silu(const torch::Tensor& input, std::int64_t groups, const torch::Tensor& weight,
                              const torch::Tensor& bias, double eps, bool silu);

/// Mean and 1 / deviation of each channel's group, for normalise_rows_silu. @param input see can_fuse_group_norm
/// @return [2,B,C] float32
torch::Tensor group_norm_statistics(const torch::Tensor& input, std::int64_t groups, double eps);

/// silu(group_norm(.)) of some rows of an image with the statistics of the whole. Not differentiable.
/// @param rows [1,C,h,W] in channels-last order  @param output alike
void normalise_rows_silu(const torch::Tensor& rows, const torch::Tensor& statistics, const torch::Tensor& weight,
                         const torch::Tensor& bias, const torch::Tensor& output);

/// group_norm(input) for any tensor, statistics in float32 whatever the precision: fused where there is a kernel, else
/// through libtorch. @param weight, bias [C] in the input's type
torch::Tensor group_norm(const torch::Tensor& input, std::int64_t groups, const torch::Tensor& weight,
                         const torch::Tensor& bias, double eps);

}  // namespace destudio::nn

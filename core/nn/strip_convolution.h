// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/layers.h"

// Large images go through group norm, SiLU and convolution, or enlargement and convolution, a strip of rows at a time,
// so that the value between the two is never held whole. The statistics of the norm are those of the whole image and
// each strip sees its neighbours' border rows: there are no seams, and the result is the same but for the order of
// sums. Only where nothing is to be differentiated.

namespace destudio::nn {

/// What a group norm was built with.
struct NormOptions {
    std::int64_t groups;
    double eps;
};

/// convolution(silu(norm(input))). Strips are not shown to who observes the two. @param convolution stride 1, padding 1
torch::Tensor norm_silu_convolution(GroupNorm& norm, const NormOptions& options, Conv2d& convolution,
                                    const torch::Tensor& input);

/// convolution(nearest(input)). @param convolution stride 1, padding 1 @param height, width of the enlarged image
torch::Tensor enlarged_convolution(Conv2d& convolution, const torch::Tensor& input, std::int64_t height,
                                   std::int64_t width);

inline constexpr std::int64_t kStripBytes = 32 << 20;
/// Bytes above which the value between the two is cut into strips, at first kStripBytes; for all models of
/// this process.
void set_strip_bytes(std::int64_t bytes);
std::int64_t strip_bytes();

}  // namespace destudio::nn

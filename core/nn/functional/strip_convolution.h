// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"

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

/// Whether norm_silu_convolution cuts this input into strips.
bool goes_in_strips(const Conv2d& convolution, const torch::Tensor& input);

/// convolution(silu(norm(input))). Strips are not shown to who observes the two. @param convolution stride 1, padding 1
torch::Tensor norm_silu_convolution(GroupNorm& norm, const NormOptions& options, Conv2d& convolution,
                                    const torch::Tensor& input);

/// The same with the result in the input's place. Only where goes_in_strips().
/// @param convolution stride 1, padding 1, as many channels out as in
void norm_silu_convolution_in_place(GroupNorm& norm, const NormOptions& options, Conv2d& convolution,
                                    const torch::Tensor& image);

/// image += layer(input), the layer's result a strip at a time. Not differentiable.
/// @param image [1,C,H,W] in channels-last order  @param layer 1x1  @param input [1,c,H,W] in that order, too
void add_pointwise_convolution(const torch::Tensor& image, const Conv2d& layer, const torch::Tensor& input);

/// convolution(nearest(input)). @param convolution stride 1, padding 1 @param height, width of the enlarged image
torch::Tensor enlarged_convolution(Conv2d& convolution, const torch::Tensor& input, std::int64_t height,
                                   std::int64_t width);

inline constexpr std::int64_t kStripBytes = 32 << 20;
/// Bytes above which the value between the two is cut into strips, of 8 MiB or less; at first kStripBytes; for all
/// models of this process.
void set_strip_bytes(std::int64_t bytes);
std::int64_t strip_bytes();

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/kernels/vector_math.h"

// Group normalisation (Wu and He) with an optional SiLU behind it, on rows of channels: the pixels of one image in
// channels-last order, or some of them. Sums are float32 over the rows given; the caller joins blocks of rows in a
// fixed order, so that a result does not depend on the number of threads.

namespace destudio::nn {

/// `rows` pixels of `channels` values each, without gaps.
template <class T>
struct PixelRows {
    const T* data;
    std::int64_t rows;
    std::int64_t channels;
};

/// What normalises each channel of an image: [channels] each.
struct ChannelNorm {
    const float* mean;
    const float* rstd;  ///< 1 / sqrt(variance + eps)
    const float* weight;
    const float* bias;
    bool silu;
};

/// sums[c] = sum over rows of (x - shift[c])^power; power is 1 or 2.
void channel_moments(const PixelRows<float>& x, const float* shift, int power, float* sums);
void channel_moments(const PixelRows<Bfloat16>& x, const float* shift, int power, float* sums);

/// out = silu?((x - mean) rstd weight + bias)
void normalise_rows(const PixelRows<float>& x, const ChannelNorm& norm, float* out);
void normalise_rows(const PixelRows<Bfloat16>& x, const ChannelNorm& norm, Bfloat16* out);

/// With d the gradient at the normalisation's output: grad_bias[c] = sum of d, grad_weight[c] = sum of d (x - mean)
/// rstd.
void channel_gradients(const PixelRows<float>& x, const float* grad_out, const ChannelNorm& norm, float* grad_weight,
                       float* grad_bias);
void channel_gradients(const PixelRows<Bfloat16>& x, const Bfloat16* grad_out, const ChannelNorm& norm,
                       float* grad_weight, float* grad_bias);

/// grad_in = rstd (d weight - a - (x - mean) rstd b), with a and b the group's means of d weight and of
/// d weight (x - mean) rstd, given per channel.
void input_gradient(const PixelRows<float>& x, const float* grad_out, const ChannelNorm& norm, const float* a,
                    const float* b, float* grad_in);
void input_gradient(const PixelRows<Bfloat16>& x, const Bfloat16* grad_out, const ChannelNorm& norm, const float* a,
                    const float* b, Bfloat16* grad_in);

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/kernels/layer_norm_kernel.h"

#include <cmath>

namespace destudio::nn {

namespace {

/// Sums that run side by side, so that the loop over them becomes vector instructions without changing its order.
constexpr std::int64_t kLanes = 32;

/// The mean over a row of (x - shift)^power.
template <class T, int kPower>
DESTUDIO_INLINE float moment(const T* __restrict in, std::int64_t width, float shift) {
    float sums[kLanes] = {};
    std::int64_t i = 0;
    for (; i + kLanes <= width; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            const float x = to_float(in[i + lane]) - shift;
            sums[lane] += kPower == 1 ? x : x * x;
        }
    }
    float sum = 0;
    for (; i < width; ++i) {
        const float x = to_float(in[i]) - shift;
        sum += kPower == 1 ? x : x * x;
    }
    for (const float lane : sums) {
        sum += lane;
    }
    return sum / static_cast<float>(width);
}

template <class T>
DESTUDIO_INLINE void normalise_layer(const LayerNormRows<T>& rows) {
    const float* __restrict weight = rows.weight;
    const float* __restrict bias = rows.bias;
    for (std::int64_t row = 0; row < rows.rows; ++row) {
        const T* __restrict in = rows.in + row * rows.width;
        T* __restrict out = rows.out + row * rows.width;
        const float mean = moment<T, 1>(in, rows.width, 0.0F);
        const float factor = 1.0F / std::sqrt(moment<T, 2>(in, rows.width, mean) + rows.eps);
        for (std::int64_t i = 0; i < rows.width; ++i) {
            store(out[i], (to_float(in[i]) - mean) * factor * weight[i] + bias[i]);
        }
    }
}

}  // namespace

DESTUDIO_CLONES void layer_norm_rows(const LayerNormRows<float>& rows) {
    normalise_layer(rows);
}

DESTUDIO_CLONES void layer_norm_rows(const LayerNormRows<Bfloat16>& rows) {
    normalise_layer(rows);
}

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/kernels/vector_math.h"

namespace destudio::nn {

/// Layer normalisation (Ba et al.) of rows of `width` values: out = (x - mean) / sqrt(variance + eps) weight + bias,
/// in float32 whatever the type.
template <class T>
struct LayerNormRows {
    const T* in;  ///< [rows, width]
    std::int64_t rows;
    std::int64_t width;
    const float* weight;
    const float* bias;
    float eps;
    T* out;
};

void layer_norm_rows(const LayerNormRows<float>& rows);
void layer_norm_rows(const LayerNormRows<Bfloat16>& rows);

}  // namespace destudio::nn

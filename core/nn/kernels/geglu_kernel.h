// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/kernels/vector_math.h"

// GEGLU (Shazeer, "GLU Variants Improve Transformer"): of rows [a | b] of 2 * width values, a gelu(b), with the exact
// gelu(x) = x Phi(x).

namespace destudio::nn {

/// @param in [rows, 2 width]  @param out [rows, width]
void geglu_rows(const float* in, std::int64_t rows, std::int64_t width, float* out);
void geglu_rows(const Bfloat16* in, std::int64_t rows, std::int64_t width, Bfloat16* out);

/// @param grad_out [rows, width]  @param grad_in [rows, 2 width]
void geglu_gradient(const float* in, const float* grad_out, std::int64_t rows, std::int64_t width, float* grad_in);
void geglu_gradient(const Bfloat16* in, const Bfloat16* grad_out, std::int64_t rows, std::int64_t width,
                    Bfloat16* grad_in);

}  // namespace destudio::nn

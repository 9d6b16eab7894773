// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/kernels/attention_kernel.h"
#include "core/nn/kernels/linear_kernel.h"

// One file kernels_*.cpp is compiled for each instruction set, with attention_block.h and linear_block.h in it;
// kernel_levels.cpp chooses.

namespace destudio::nn {

namespace baseline {
extern const AttentionKernel<float> float32_attention;
extern const AttentionKernel<Bfloat16> bfloat16_attention;
extern const LinearKernel float32_linear;
}  // namespace baseline

namespace avx2 {
extern const AttentionKernel<float> float32_attention;
extern const AttentionKernel<Bfloat16> bfloat16_attention;
extern const LinearKernel float32_linear;
}  // namespace avx2

namespace avx512 {
extern const AttentionKernel<float> float32_attention;
extern const AttentionKernel<Bfloat16> bfloat16_attention;
extern const LinearKernel float32_linear;
}  // namespace avx512

/// With products of bfloat16 pairs (VDPBF16PS).
namespace avx512_bf16 {
extern const AttentionKernel<Bfloat16> bfloat16_attention;
}  // namespace avx512_bf16

}  // namespace destudio::nn

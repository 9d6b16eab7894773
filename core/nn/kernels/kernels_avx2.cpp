// SPDX-License-Identifier: Apache-2.0
// Compiled with -march=x86-64-v3.
#define DESTUDIO_LEVEL avx2
#define DESTUDIO_LANES 8
#include "core/nn/kernels/attention_block.h"
#include "core/nn/kernels/linear_block.h"

namespace destudio::nn::avx2 {

namespace {
bool has_avx2() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
}
}  // namespace

constinit const AttentionKernel<float> float32_attention = kernel<float>("AVX2", has_avx2);
constinit const AttentionKernel<Bfloat16> bfloat16_attention = kernel<Bfloat16>("AVX2", has_avx2);
constinit const LinearKernel float32_linear = linear_kernel("AVX2", has_avx2);

}  // namespace destudio::nn::avx2

// SPDX-License-Identifier: Apache-2.0
// Compiled with -march=x86-64-v4.
#define DESTUDIO_LEVEL avx512
#define DESTUDIO_LANES 16
#include "core/nn/kernels/attention_block.h"
#include "core/nn/kernels/linear_block.h"

namespace destudio::nn::avx512 {

namespace {
bool has_avx512() {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
}
}  // namespace

constinit const AttentionKernel<float> float32_attention = kernel<float>("AVX-512", has_avx512);
constinit const AttentionKernel<Bfloat16> bfloat16_attention = kernel<Bfloat16>("AVX-512", has_avx512);
constinit const LinearKernel float32_linear = linear_kernel("AVX-512", has_avx512);

}  // namespace destudio::nn::avx512

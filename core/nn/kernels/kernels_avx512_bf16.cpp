// SPDX-License-Identifier: Apache-2.0
// Compiled with -march=x86-64-v4 -mavx512bf16.
#define DESTUDIO_LEVEL avx512_bf16
#define DESTUDIO_LANES 16
#define DESTUDIO_BF16_PAIRS
#include "core/nn/kernels/attention_block.h"

namespace destudio::nn::avx512_bf16 {

namespace {
bool has_avx512_bf16() {
    return __builtin_cpu_supports("avx512bf16") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
}
}  // namespace

constinit const AttentionKernel<Bfloat16> bfloat16_attention = kernel<Bfloat16>("AVX-512 BF16", has_avx512_bf16);

}  // namespace destudio::nn::avx512_bf16

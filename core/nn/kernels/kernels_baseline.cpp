// SPDX-License-Identifier: Apache-2.0
#define DESTUDIO_LEVEL baseline
#define DESTUDIO_LANES 4
#include "core/nn/kernels/attention_block.h"
#include "core/nn/kernels/linear_block.h"

namespace destudio::nn::baseline {

namespace {
bool always() {
    return true;
}
}  // namespace

constinit const AttentionKernel<float> float32_attention = kernel<float>("baseline", always);
constinit const AttentionKernel<Bfloat16> bfloat16_attention = kernel<Bfloat16>("baseline", always);
constinit const LinearKernel float32_linear = linear_kernel("baseline", always);

}  // namespace destudio::nn::baseline

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/kernels/kernel_levels.h"

namespace destudio::nn {

namespace {

template <class Kernel>
std::vector<Kernel> runnable(std::initializer_list<const Kernel*> kernels) {
    std::vector<Kernel> here;
    for (const auto* kernel : kernels) {
        if (kernel->runs_here()) {
            here.push_back(*kernel);
        }
    }
    return here;
}

}  // namespace

const std::vector<AttentionKernel<float>>& float32_attention_kernels() {
#ifdef DESTUDIO_X86_LEVELS
    static const auto kernels =
        runnable({&baseline::float32_attention, &avx2::float32_attention, &avx512::float32_attention});
#else
    static const auto kernels = runnable({&baseline::float32_attention});
#endif
    return kernels;
}

const std::vector<AttentionKernel<Bfloat16>>& bfloat16_attention_kernels() {
#ifdef DESTUDIO_X86_LEVELS
    static const auto kernels = runnable({&baseline::bfloat16_attention, &avx2::bfloat16_attention,
                                          &avx512::bfloat16_attention, &avx512_bf16::bfloat16_attention});
#else
    static const auto kernels = runnable({&baseline::bfloat16_attention});
#endif
    return kernels;
}

const std::vector<LinearKernel>& linear_kernels() {
#ifdef DESTUDIO_X86_LEVELS
    static const auto kernels = runnable({&baseline::float32_linear, &avx2::float32_linear, &avx512::float32_linear});
#else
    static const auto kernels = runnable({&baseline::float32_linear});
#endif
    return kernels;
}

}  // namespace destudio::nn

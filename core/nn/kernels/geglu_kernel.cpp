// SPDX-License-Identifier: Apache-2.0
#include "core/nn/kernels/geglu_kernel.h"

namespace destudio::nn {

namespace {

template <class T>
DESTUDIO_INLINE void forward(const T* in, std::int64_t rows, std::int64_t width, T* out) {
    for (std::int64_t row = 0; row < rows; ++row) {
        const T* __restrict a = in + row * 2 * width;
        const T* __restrict b = a + width;
        T* __restrict target = out + row * width;
        for (std::int64_t i = 0; i < width; ++i) {
            const float x = to_float(b[i]);
            store(target[i], to_float(a[i]) * (x * normal(x).cdf));
        }
    }
}

template <class T>
DESTUDIO_INLINE void gradient(const T* in, const T* grad_out, std::int64_t rows, std::int64_t width, T* grad_in) {
    for (std::int64_t row = 0; row < rows; ++row) {
        const T* __restrict a = in + row * 2 * width;
        const T* __restrict b = a + width;
        const T* __restrict grad = grad_out + row * width;
        T* __restrict grad_a = grad_in + row * 2 * width;
        T* __restrict grad_b = grad_a + width;
        // The test for overlap that GCC adds otherwise takes the two neighbouring targets for one and goes scalar.
#pragma GCC ivdep
        for (std::int64_t i = 0; i < width; ++i) {
            const float x = to_float(b[i]);
            const float g = to_float(grad[i]);
            const Normal at_x = normal(x);
            store(grad_a[i], g * (x * at_x.cdf));
            store(grad_b[i], g * to_float(a[i]) * (at_x.cdf + x * at_x.pdf));
        }
    }
}

}  // namespace

DESTUDIO_CLONES void geglu_rows(const float* in, std::int64_t rows, std::int64_t width, float* out) {
    forward(in, rows, width, out);
}

DESTUDIO_CLONES void geglu_rows(const Bfloat16* in, std::int64_t rows, std::int64_t width, Bfloat16* out) {
    forward(in, rows, width, out);
}

DESTUDIO_CLONES void geglu_gradient(const float* in, const float* grad_out, std::int64_t rows, std::int64_t width,
                                    float* grad_in) {
    gradient(in, grad_out, rows, width, grad_in);
}

DESTUDIO_CLONES void geglu_gradient(const Bfloat16* in, const Bfloat16* grad_out, std::int64_t rows, std::int64_t width,
                                    Bfloat16* grad_in) {
    gradient(in, grad_out, rows, width, grad_in);
}

}  // namespace destudio::nn

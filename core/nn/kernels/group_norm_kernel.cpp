// SPDX-License-Identifier: Apache-2.0
#include "core/nn/kernels/group_norm_kernel.h"

namespace destudio::nn {

namespace {

template <class T>
DESTUDIO_INLINE void moments(const PixelRows<T>& x, const float* __restrict shift, int power, float* __restrict sums) {
    for (std::int64_t c = 0; c < x.channels; ++c) {
        sums[c] = 0;
    }
    for (std::int64_t row = 0; row < x.rows; ++row) {
        const T* __restrict in = x.data + row * x.channels;
        if (power == 1) {
            for (std::int64_t c = 0; c < x.channels; ++c) {
                sums[c] += to_float(in[c]) - shift[c];
            }
        } else {
            for (std::int64_t c = 0; c < x.channels; ++c) {
                const float difference = to_float(in[c]) - shift[c];
                sums[c] += difference * difference;
            }
        }
    }
}

template <class T, bool kSilu>
DESTUDIO_INLINE void normalise(const PixelRows<T>& x, const ChannelNorm& norm, T* out_rows) {
    const float* __restrict mean = norm.mean;
    const float* __restrict rstd = norm.rstd;
    const float* __restrict weight = norm.weight;
    const float* __restrict bias = norm.bias;
    for (std::int64_t row = 0; row < x.rows; ++row) {
        const T* __restrict in = x.data + row * x.channels;
        T* __restrict out = out_rows + row * x.channels;
        for (std::int64_t c = 0; c < x.channels; ++c) {
            const float y = (to_float(in[c]) - mean[c]) * rstd[c] * weight[c] + bias[c];
            store(out[c], kSilu ? y * sigmoid(y) : y);
        }
    }
}

/// The gradient at the normalisation's output, from the one behind the SiLU.
template <bool kSilu>
DESTUDIO_INLINE float before_silu(float grad_out, float y) {
    if constexpr (!kSilu) {
        return grad_out;
    }
    const float s = sigmoid(y);
    return grad_out * s * (1.0F + y * (1.0F - s));
}

template <class T, bool kSilu>
DESTUDIO_INLINE void gradients_of_channels(const PixelRows<T>& x, const T* grad_out, const ChannelNorm& norm,
                                           float* __restrict grad_weight, float* __restrict grad_bias) {
    const float* __restrict mean = norm.mean;
    const float* __restrict rstd = norm.rstd;
    const float* __restrict weight = norm.weight;
    const float* __restrict bias = norm.bias;
    for (std::int64_t c = 0; c < x.channels; ++c) {
        grad_weight[c] = 0;
        grad_bias[c] = 0;
    }
    for (std::int64_t row = 0; row < x.rows; ++row) {
        const T* __restrict in = x.data + row * x.channels;
        const T* __restrict grad = grad_out + row * x.channels;
        for (std::int64_t c = 0; c < x.channels; ++c) {
            const float normed = (to_float(in[c]) - mean[c]) * rstd[c];
            const float d = before_silu<kSilu>(to_float(grad[c]), normed * weight[c] + bias[c]);
            grad_weight[c] += d * normed;
            grad_bias[c] += d;
        }
    }
}

template <class T, bool kSilu>
DESTUDIO_INLINE void gradient_of_input(const PixelRows<T>& x, const T* grad_out, const ChannelNorm& norm,
                                       const float* __restrict a, const float* __restrict b, T* grad_in) {
    const float* __restrict mean = norm.mean;
    const float* __restrict rstd = norm.rstd;
    const float* __restrict weight = norm.weight;
    const float* __restrict bias = norm.bias;
    for (std::int64_t row = 0; row < x.rows; ++row) {
        const T* __restrict in = x.data + row * x.channels;
        const T* __restrict grad = grad_out + row * x.channels;
        T* __restrict out = grad_in + row * x.channels;
        for (std::int64_t c = 0; c < x.channels; ++c) {
            const float normed = (to_float(in[c]) - mean[c]) * rstd[c];
            const float d = before_silu<kSilu>(to_float(grad[c]), normed * weight[c] + bias[c]);
            store(out[c], rstd[c] * (d * weight[c] - a[c] - normed * b[c]));
        }
    }
}

}  // namespace

DESTUDIO_CLONES void channel_moments(const PixelRows<float>& x, const float* shift, int power, float* sums) {
    moments(x, shift, power, sums);
}

DESTUDIO_CLONES void channel_moments(const PixelRows<Bfloat16>& x, const float* shift, int power, float* sums) {
    moments(x, shift, power, sums);
}

DESTUDIO_CLONES void normalise_rows(const PixelRows<float>& x, const ChannelNorm& norm, float* out) {
    norm.silu ? normalise<float, true>(x, norm, out) : normalise<float, false>(x, norm, out);
}

DESTUDIO_CLONES void normalise_rows(const PixelRows<Bfloat16>& x, const ChannelNorm& norm, Bfloat16* out) {
    norm.silu ? normalise<Bfloat16, true>(x, norm, out) : normalise<Bfloat16, false>(x, norm, out);
}

DESTUDIO_CLONES void channel_gradients(const PixelRows<float>& x, const float* grad_out, const ChannelNorm& norm,
                                       float* grad_weight, float* grad_bias) {
    norm.silu ? gradients_of_channels<float, true>(x, grad_out, norm, grad_weight, grad_bias)
              : gradients_of_channels<float, false>(x, grad_out, norm, grad_weight, grad_bias);
}

DESTUDIO_CLONES void channel_gradients(const PixelRows<Bfloat16>& x, const Bfloat16* grad_out, const ChannelNorm& norm,
                                       float* grad_weight, float* grad_bias) {
    norm.silu ? gradients_of_channels<Bfloat16, true>(x, grad_out, norm, grad_weight, grad_bias)
              : gradients_of_channels<Bfloat16, false>(x, grad_out, norm, grad_weight, grad_bias);
}

DESTUDIO_CLONES void input_gradient(const PixelRows<float>& x, const float* grad_out, const ChannelNorm& norm,
                                    const float* a, const float* b, float* grad_in) {
    norm.silu ? gradient_of_input<float, true>(x, grad_out, norm, a, b, grad_in)
              : gradient_of_input<float, false>(x, grad_out, norm, a, b, grad_in);
}

DESTUDIO_CLONES void input_gradient(const PixelRows<Bfloat16>& x, const Bfloat16* grad_out, const ChannelNorm& norm,
                                    const float* a, const float* b, Bfloat16* grad_in) {
    norm.silu ? gradient_of_input<Bfloat16, true>(x, grad_out, norm, a, b, grad_in)
              : gradient_of_input<Bfloat16, false>(x, grad_out, norm, a, b, grad_in);
}

}  // namespace destudio::nn

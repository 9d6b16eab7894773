// SPDX-License-Identifier: Apache-2.0
#include "core/nn/kernels/half_conversion_kernel.h"

namespace destudio::nn {

namespace {

/// Exponent and fraction moved into place and scaled by 2^112, the difference of the two exponents' biases, which also
/// makes numbers below 2^-14 right; infinity and NaN are put right afterwards.
DESTUDIO_INLINE float to_float(Float16 value) {
    const std::uint32_t magnitude = (value.bits & 0x7FFFU) << 13;
    const std::uint32_t sign = (value.bits & 0x8000U) << 16;
    const auto scaled = std::bit_cast<std::uint32_t>(std::bit_cast<float>(magnitude) * 0x1p112F);
    const std::uint32_t special = magnitude >= 0x0F800000U ? 0x7F800000U | magnitude : scaled;
    return std::bit_cast<float>(special | sign);
}
using destudio::nn::to_float;

template <class From, class To>
DESTUDIO_INLINE void convert(const From* __restrict in, std::int64_t channels, std::int64_t positions,
                             To* __restrict out) {
    if (positions == 1) {
        for (std::int64_t i = 0; i < channels; ++i) {
            store(out[i], to_float(in[i]));
        }
        return;
    }
    for (std::int64_t position = 0; position < positions; ++position) {
        for (std::int64_t channel = 0; channel < channels; ++channel) {
            store(out[position * channels + channel], to_float(in[channel * positions + position]));
        }
    }
}

}  // namespace

DESTUDIO_CLONES void convert_filter(const Float16* in, std::int64_t channels, std::int64_t positions, float* out) {
    convert(in, channels, positions, out);
}
DESTUDIO_CLONES void convert_filter(const Float16* in, std::int64_t channels, std::int64_t positions, Bfloat16* out) {
    convert(in, channels, positions, out);
}
DESTUDIO_CLONES void convert_filter(const float* in, std::int64_t channels, std::int64_t positions, float* out) {
    convert(in, channels, positions, out);
}
DESTUDIO_CLONES void convert_filter(const float* in, std::int64_t channels, std::int64_t positions, Bfloat16* out) {
    convert(in, channels, positions, out);
}
DESTUDIO_CLONES void convert_filter(const Bfloat16* in, std::int64_t channels, std::int64_t positions, float* out) {
    convert(in, channels, positions, out);
}
DESTUDIO_CLONES void convert_filter(const Bfloat16* in, std::int64_t channels, std::int64_t positions, Bfloat16* out) {
    convert(in, channels, positions, out);
}

}  // namespace destudio::nn

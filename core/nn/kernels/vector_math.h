// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

// Arithmetic for the hand-written CPU kernels, in forms that GCC turns into vector instructions: no calls, no branches.
// Without torch, so that it can be compiled once for each instruction set.

// A copy per instruction set, chosen before a sanitizer is ready; several times faster than distributions' SSE2 alone.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define DESTUDIO_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define DESTUDIO_CLONES
#endif
#define DESTUDIO_INLINE inline __attribute__((always_inline))

namespace destudio::nn {

/// The upper half of a float32.
struct Bfloat16 {
    std::uint16_t bits;
};

DESTUDIO_INLINE float to_float(float value) {
    return value;
}
DESTUDIO_INLINE float to_float(Bfloat16 value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value.bits) << 16);
}

DESTUDIO_INLINE void store(float& target, float value) {
    target = value;
}
/// Rounds to nearest, ties to even, as libtorch does. (NaN may become infinity.)
DESTUDIO_INLINE void store(Bfloat16& target, float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    target.bits = static_cast<std::uint16_t>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

/// e^x to 2 units in the last place; 0 below -87, 2.4e38 above 88.
DESTUDIO_INLINE float fast_exp(float x) {
    x = x < -87.0F ? -87.0F : x;
    x = x > 88.0F ? 88.0F : x;
    // x = n ln 2 + r, |r| <= ln 2 / 2. Adding 1.5 * 2^23 rounds to the nearest whole number.
    const float shifted = x * 1.44269504F + 12582912.0F;
    const float n = shifted - 12582912.0F;
    const float r = (x - n * 0.693145752F) - n * 1.42860677e-6F;
    // The Taylor series; its first term left out is below 1.2e-7 of the sum.
    float p = 1.0F / 5040.0F;
    p = p * r + 1.0F / 720.0F;
    p = p * r + 1.0F / 120.0F;
    p = p * r + 1.0F / 24.0F;
    p = p * r + 1.0F / 6.0F;
    p = p * r + 0.5F;
    p = p * r + 1.0F;
    p = p * r + 1.0F;
    const auto power = static_cast<std::uint32_t>(static_cast<std::int32_t>(n) + 127) << 23;
    return p * std::bit_cast<float>(power);
}

DESTUDIO_INLINE float sigmoid(float x) {
    return 1.0F / (1.0F + fast_exp(-x));
}

/// The standard normal distribution function and its density.
struct Normal {
    float cdf;
    float pdf;
};

/// Abramowitz and Stegun 7.1.26; the cdf is off by at most 8e-8 and rounding.
DESTUDIO_INLINE Normal normal(float x) {
    const float z = (x < 0.0F ? -x : x) * 0.707106781F;
    const float gauss = fast_exp(-z * z);
    const float t = 1.0F / (1.0F + 0.3275911F * z);
    float p = 1.061405429F;
    p = p * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    const float upper = 0.5F * p * t * gauss;  // 1 - cdf(|x|)
    return {x < 0.0F ? upper : 1.0F - upper, gauss * 0.398942280F};
}

}  // namespace destudio::nn

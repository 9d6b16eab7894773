// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/nn/kernels/vector_math.h"

namespace destudio::nn {

/// IEEE float16.
struct Float16 {
    std::uint16_t bits;
};

/// out[position * channels + channel] = in[channel * positions + position]: the filters of one output channel of a
/// convolution into channels-last order. With positions = 1, a plain row.
void convert_filter(const Float16* in, std::int64_t channels, std::int64_t positions, float* out);
void convert_filter(const Float16* in, std::int64_t channels, std::int64_t positions, Bfloat16* out);
void convert_filter(const float* in, std::int64_t channels, std::int64_t positions, float* out);
void convert_filter(const float* in, std::int64_t channels, std::int64_t positions, Bfloat16* out);
void convert_filter(const Bfloat16* in, std::int64_t channels, std::int64_t positions, float* out);
void convert_filter(const Bfloat16* in, std::int64_t channels, std::int64_t positions, Bfloat16* out);

}  // namespace destudio::nn

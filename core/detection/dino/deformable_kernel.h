// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/detection/common/feature_levels.h"

namespace destudio::detection {

/// Sizes of one multi-scale deformable attention. All arrays are contiguous float32, row-major:
/// value [batch][tokens][heads][head_dim], locations [batch][queries][heads][levels][points][x,y] in [0,1] of a level,
/// weights [batch][queries][heads][levels][points], output [batch][queries][heads][head_dim].
struct DeformableSizes {
    std::int64_t batch = 0;
    std::int64_t tokens = 0;
    std::int64_t queries = 0;
    std::int64_t heads = 0;
    std::int64_t head_dim = 0;
    std::int64_t points = 0;
    LevelShapes levels;
};

struct DeformableInputs {
    const float* value = nullptr;
    const float* locations = nullptr;
    const float* weights = nullptr;
};

struct DeformableGradients {
    const float* output = nullptr;  ///< incoming gradient, [batch][queries][heads][head_dim]
    float* value = nullptr;         ///< added to: zero it first
    float* locations = nullptr;     ///< overwritten
    float* weights = nullptr;       ///< overwritten
};

/// Bilinear sampling (pixel coordinate = location * size - 0.5, zero outside) weighted and summed over levels and
/// points. Work is split by (batch, head): slice number s = batch * heads + head. A slice touches no memory that
/// another one writes, so slices may run on different threads and the result does not depend on how many there are.
void deformable_forward(const DeformableSizes& sizes, const DeformableInputs& in, float* output,
                        std::int64_t slice_begin, std::int64_t slice_end);
void deformable_backward(const DeformableSizes& sizes, const DeformableInputs& in, const DeformableGradients& grad,
                         std::int64_t slice_begin, std::int64_t slice_end);

}  // namespace destudio::detection

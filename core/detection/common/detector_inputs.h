// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/common/detector.h"

namespace destudio::detection {

/// The inputs of these names on a device and in a type, contiguous in [B,c,h,w] order. Missing ones are left out: the
/// network says which one it lacks. @throws ConfigError when none is there
FeaturePyramid select_inputs(const FeaturePyramid& pyramid, const std::vector<std::string>& names,
                             const torch::Device& device, torch::ScalarType type);

/// One input, checked. @throws ConfigError when it is missing or has another number of channels
const torch::Tensor& checked_input(const FeaturePyramid& pyramid, const std::string& name, std::int64_t channels);

}  // namespace destudio::detection

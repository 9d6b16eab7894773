// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "core/detection/common/norm_kind.h"

namespace destudio::detection {

/// A ResNet (He et al. 2016, as torchvision builds it) whose stages feed a feature pyramid network.
struct ResnetConfig {
    std::int64_t depth = 18;           ///< 18 or 50
    std::int64_t width = 64;           ///< channels of the first stage before any expansion; 64 is the usual one
    NormKind norm = NormKind::kGroup;  ///< not kNone
    std::int64_t group_norm_groups = 8;
    bool max_pool = true;          ///< halves the picture once more after the first convolution
    std::int64_t first_stage = 2;  ///< 1 to 4: stages from this one on feed the pyramid
    /// Of RGB in [0,1]; torchvision's, from ImageNet.
    std::array<double, 3> pixel_mean = {0.485, 0.456, 0.406};
    std::array<double, 3> pixel_std = {0.229, 0.224, 0.225};
};

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/detection.h"
#include "core/detection/common/denoising_queries.h"

namespace destudio::training {

/// Targets out of what a teacher finds in pictures of `size` pixels: boxes with a score above `min_score`.
detection::Targets pseudo_targets(const std::vector<std::vector<Detection>>& found, int size, double min_score);

}  // namespace destudio::training

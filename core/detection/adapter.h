// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/detection/detector.h"

namespace destudio::detection {

/// A detector that reads boxes off the diffusion model's own features.
using Adapter = Detector;

/// Names the levels that nn::group_features returns: levels[k] becomes "div(2^k)".
FeaturePyramid name_levels(const std::vector<torch::Tensor>& levels);

/// load_detector for a bundle's adapter/.
/// @throws IoError, FormatError, ConfigError; a detector that looks at pixels is no adapter
std::unique_ptr<Adapter> load_adapter(const std::filesystem::path& folder);

}  // namespace destudio::detection

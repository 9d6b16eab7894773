// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/detection/common/detector.h"

namespace destudio::detection {

/// A detector that reads boxes off the diffusion model's own features.
using Adapter = Detector;

/// Names the levels that nn::group_features returns: levels[k] becomes "div(2^k)".
FeaturePyramid name_levels(const std::vector<torch::Tensor>& levels);

/// load_detector for a bundle's adapter/.
/// @throws IoError, FormatError, ConfigError; a detector that looks at pixels is no adapter
std::unique_ptr<Adapter> load_adapter(const std::filesystem::path& folder);

/// Refuses at once what the first picture would stumble over: an adapter for another U-Net.
/// @param config of the adapter  @param channels of each pyramid level, nn::feature_channels
/// @param name what to call the configuration in errors  @throws ConfigError
void check_adapter_fit(const nlohmann::json& config, const std::vector<std::int64_t>& channels,
                       const std::string& name);

}  // namespace destudio::detection

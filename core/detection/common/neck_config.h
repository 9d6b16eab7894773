// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace destudio::detection {

/// The input's name of detectors that look at pixels.
inline constexpr const char* kImageFeature = "image";

/// What a ChannelMapper needs to know.
struct NeckConfig {
    std::vector<std::string> in_features;             ///< fine to coarse
    std::map<std::string, std::int64_t> in_channels;  ///< of each of in_features
    std::int64_t num_feature_levels = 0;              ///< inputs plus extra stride-2 levels
    std::int64_t embed_dim = 256;
    std::int64_t group_norm_groups = 32;
    double group_norm_eps = 1e-5;
};

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json_read.h"
#include "core/detection/common/neck_config.h"
#include "core/detection/common/resnet_config.h"
#include "core/nn/models/config_reader.h"

// Parts of config.json that several frameworks share. All of them throw ConfigError naming the key.

namespace destudio::detection {

/// Reads a list or map, where it is there.
template <class T>
void read_list(const nn::ConfigReader& reader, const nlohmann::json& document, const char* key, T& list) {
    if (reader.has(key) && !json_read(document.at(key), list)) {
        reader.fail(key, "has the wrong type");
    }
}

/// A number above 0.
double positive_number(const nn::ConfigReader& reader, const char* key, double fallback);
/// A number from 0 to 1.
double share_number(const nn::ConfigReader& reader, const char* key, double fallback);
NormKind norm_kind(const nn::ConfigReader& reader, const char* key, NormKind fallback,
                   const std::vector<NormKind>& allowed);

ResnetConfig parse_resnet(const nlohmann::json& document, const std::string& name);
nlohmann::json resnet_json(const ResnetConfig& config);

/// What a pyramid is made of: pictures where there is a backbone, else U-Net features.
/// @param grouped whether group norms are used, so that widths have to be multiples of the groups
NeckConfig read_inputs(const nn::ConfigReader& reader, const nlohmann::json& document,
                       const std::optional<ResnetConfig>& backbone, bool grouped);

/// What read_inputs reads, and the backbone's own where there is one.
nlohmann::json inputs_json(const NeckConfig& inputs, const std::optional<ResnetConfig>& backbone);

/// "anchor_sizes", one for each level, and "aspect_ratios".
void read_anchors(const nn::ConfigReader& reader, const nlohmann::json& document, std::size_t levels,
                  std::vector<std::int64_t>& sizes, std::vector<double>& ratios);

/// "classes" and "num_classes", which have to agree.
void read_classes(const nn::ConfigReader& reader, const nlohmann::json& document, std::vector<std::string>& classes,
                  std::int64_t& num_classes);

}  // namespace destudio::detection

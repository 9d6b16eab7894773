// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/detection/common/neck_config.h"
#include "core/detection/common/resnet_config.h"

namespace destudio::detection {

/// Hyper-parameters of a DINO: the content of config.json. The defaults are the official full-size Detection-Adapter
/// (DiffusionEngine, on detrex' DINO).
struct DinoConfig {
    /// A ResNet that looks at pictures, and whose stages take the place of U-Net features as in the original DINO; then
    /// in_features is {"image"}. None: an adapter.
    std::optional<ResnetConfig> backbone;
    std::int64_t embed_dim = 256;
    std::int64_t num_heads = 8;
    std::int64_t feedforward_dim = 2048;
    std::int64_t num_encoder_layers = 6;
    std::int64_t num_decoder_layers = 6;
    std::int64_t num_feature_levels = 5;  ///< inputs plus extra stride-2 levels
    std::int64_t num_points = 4;          ///< sampling points per head and level
    std::vector<std::string> in_features = {"div1", "div2", "div4", "div8"};
    std::map<std::string, std::int64_t> in_channels = {{"div1", 960}, {"div2", 1600}, {"div4", 1920}, {"div8", 3840}};
    std::int64_t group_norm_groups = 32;
    std::int64_t num_queries = 900;
    std::int64_t num_classes = 80;
    std::int64_t select_box_nums_for_evaluation = 300;
    std::vector<std::string> classes;  ///< num_classes names; empty while unknown

    std::int64_t dn_number = 100;  ///< contrastive denoising: wanted number of denoising pairs per image
    double label_noise_ratio = 0.5;
    double box_noise_scale = 1.0;

    double pos_temperature = 10000;
    double pos_offset = -0.5;
    double pos_eps = 1e-6;
    double inverse_sigmoid_eps = 1e-3;
    double layer_norm_eps = 1e-5;
    double group_norm_eps = 1e-5;
    double two_stage_wh_base = 0.05;
    std::array<double, 2> two_stage_valid_range = {0.01, 0.99};
    std::int64_t size_divisibility = 8;

    /// Number of levels that come straight from a feature or stage; the rest are extra stride-2 levels.
    std::int64_t num_inputs() const {
        return backbone ? 5 - backbone->first_stage : static_cast<std::int64_t>(in_features.size());
    }
    /// Of the features.
    NeckConfig neck() const {
        return {in_features, in_channels, num_feature_levels, embed_dim, group_norm_groups, group_norm_eps};
    }
    /// classes[index], or "class N" while the names are unknown.
    std::vector<std::string> class_names() const;
};

/// Reads what is there, keeps defaults for missing keys, ignores unknown keys (recordings hold extra ones).
/// @param name what to call the source in errors, usually its path
/// @throws ConfigError naming the key that is wrong, or that names something this program does not know
DinoConfig parse_dino_config(const nlohmann::json& json, const std::string& name);

/// The whole configuration, with "framework": "dino".
nlohmann::json to_json(const DinoConfig& config);

/// Checks that the numbers fit each other. @throws ConfigError
void validate(const DinoConfig& config, const std::string& name);

}  // namespace destudio::detection

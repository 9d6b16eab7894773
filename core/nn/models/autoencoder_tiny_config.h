// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace destudio::nn {

/// config.json of diffusers' AutoencoderTiny (TAESD).
struct AutoencoderTinyConfig {
    std::int64_t in_channels = 3;
    std::int64_t out_channels = 3;
    std::int64_t latent_channels = 4;
    std::vector<std::int64_t> encoder_block_out_channels = {64, 64, 64, 64};
    std::vector<std::int64_t> decoder_block_out_channels = {64, 64, 64, 64};
    std::vector<std::int64_t> num_encoder_blocks = {1, 3, 3, 3};
    std::vector<std::int64_t> num_decoder_blocks = {3, 3, 3, 1};
    std::int64_t upsampling_scaling_factor = 2;
    double scaling_factor = 1;  ///< the U-Net's latent is the encoder's output times this

    bool operator==(const AutoencoderTinyConfig&) const = default;
};

/// @throws ConfigError naming the key that is impossible or not supported
AutoencoderTinyConfig parse_autoencoder_tiny_config(const nlohmann::json& document, const std::string& source);
AutoencoderTinyConfig read_autoencoder_tiny_config(const std::filesystem::path& file);
nlohmann::json to_json(const AutoencoderTinyConfig& config);

}  // namespace destudio::nn

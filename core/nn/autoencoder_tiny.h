// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/nn/layers.h"

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

class AutoencoderTinyLayers;

/// A small distilled autoencoder: fast previews, or the whole codec of a small bundle.
class AutoencoderTiny : public torch::nn::Module {
public:
    explicit AutoencoderTiny(const AutoencoderTinyConfig& config);

    /// @param image [B,3,H,W] in [-1,1]  @return [B,latent_channels,h,w], about unit variance
    torch::Tensor encode(const torch::Tensor& image);
    /// @return [B,3,H,W], about [-1,1], not clamped
    torch::Tensor decode(const torch::Tensor& latent);

    const AutoencoderTinyConfig& config() const { return m_config; }

private:
    AutoencoderTinyConfig m_config;
    std::shared_ptr<AutoencoderTinyLayers> m_encoder;
    std::shared_ptr<AutoencoderTinyLayers> m_decoder;
};

}  // namespace destudio::nn

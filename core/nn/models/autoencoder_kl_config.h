// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace destudio::nn {

/// vae/config.json of a diffusers bundle, class AutoencoderKL; or PatchAutoencoderKL, a class of this project: the same
/// network between latents and patches of pixels instead of pixels, which makes full resolution cheap.
struct AutoencoderKlConfig {
    std::int64_t in_channels = 3;
    std::int64_t out_channels = 3;
    std::vector<std::int64_t> block_out_channels = {128, 256, 512, 512};
    std::int64_t layers_per_block = 2;
    std::int64_t latent_channels = 4;
    std::int64_t norm_num_groups = 32;
    std::int64_t sample_size = 512;   ///< pixels it was trained at; informative
    double scaling_factor = 0.18215;  ///< the U-Net's latent is mean * scaling_factor
    std::int64_t patch_size = 1;      ///< pixels of a patch's side; above 1 for PatchAutoencoderKL alone

    std::size_t levels() const { return block_out_channels.size(); }
    /// Image pixels per latent pixel.
    std::int64_t factor() const { return patch_size << (levels() - 1); }
    /// Values of a patch of the image that comes in, or goes out.
    std::int64_t patch_channels(std::int64_t channels) const { return channels * patch_size * patch_size; }
    bool operator==(const AutoencoderKlConfig&) const = default;
};

/// @throws ConfigError naming the key that is impossible or not supported
AutoencoderKlConfig parse_autoencoder_kl_config(const nlohmann::json& document, const std::string& source);
AutoencoderKlConfig read_autoencoder_kl_config(const std::filesystem::path& file);
nlohmann::json to_json(const AutoencoderKlConfig& config);

}  // namespace destudio::nn

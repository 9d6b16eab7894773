// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace destudio::nn {

/// unet/config.json of a diffusers bundle. Keys that Stable Diffusion 1.x and 2.x do not vary are checked, not kept.
struct Unet2dConditionConfig {
    std::int64_t sample_size = 64;  ///< native latent height, and width where sample_width is 0
    std::int64_t sample_width = 0;
    std::int64_t in_channels = 4;
    std::int64_t out_channels = 4;
    std::vector<std::int64_t> block_out_channels = {320, 640, 1280, 1280};
    /// "DownBlock2D" or "CrossAttnDownBlock2D", "UpBlock2D" or "CrossAttnUpBlock2D"; one per level, the up blocks
    /// starting from the deepest.
    std::vector<std::string> down_block_types = {"CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D",
                                                 "DownBlock2D"};
    std::vector<std::string> up_block_types = {"UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D",
                                               "CrossAttnUpBlock2D"};
    std::int64_t layers_per_block = 2;
    std::int64_t cross_attention_dim = 1280;
    /// The number of heads per level, despite its name (which is diffusers').
    std::vector<std::int64_t> attention_head_dim = {8, 8, 8, 8};
    std::vector<std::int64_t> transformer_layers_per_block = {1, 1, 1, 1};
    std::int64_t norm_num_groups = 32;
    double norm_eps = 1e-5;
    double mid_block_scale_factor = 1;
    bool mid_block_attention = true;  ///< UNetMidBlock2DCrossAttn, else UNetMidBlock2D without attention
    bool use_linear_projection = false;
    bool upcast_attention = false;
    bool center_input_sample = false;
    bool flip_sin_to_cos = true;
    double freq_shift = 0;
    std::int64_t time_cond_proj_dim = 0;  ///< width of the guidance embedding; 0: the guidance is not distilled into it
    /// Stable Diffusion XL: sinusoids of each of six sizes, and the width of all of them behind the pooled text. 0: no
    /// added conditions.
    std::int64_t addition_time_embed_dim = 0;
    std::int64_t projection_class_embeddings_input_dim = 0;

    bool gated_attention = false;  ///< GLIGEN's attention_type "gated": boxes can be asked for

    std::size_t levels() const { return block_out_channels.size(); }
    /// Height and width of a latent are halved this many times.
    std::int64_t downscale() const { return std::int64_t{1} << (levels() - 1); }
    bool operator==(const Unet2dConditionConfig&) const = default;
};

/// @param source what to call the configuration in errors
/// @throws ConfigError naming the key that is impossible or not supported
Unet2dConditionConfig parse_unet_2d_condition_config(const nlohmann::json& document, const std::string& source);
Unet2dConditionConfig read_unet_2d_condition_config(const std::filesystem::path& file);
/// The content of a config.json that diffusers reads as well.
nlohmann::json to_json(const Unet2dConditionConfig& config);

}  // namespace destudio::nn

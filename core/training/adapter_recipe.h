// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "core/detection/dino_config.h"

namespace destudio::training {

/// Everything that determines the training of an adapter, besides bundle and images. One JSON file; every key may be
/// missing, an unknown one is an error.
struct AdapterRecipe {
    std::uint64_t seed = 1;
    int image_size = 128;  ///< pixels of each side, a multiple of the autoencoder's factor
    std::int64_t steps = 6000;
    int batch = 16;
    double learning_rate = 2e-4;
    std::int64_t warmup_steps = 0;  ///< linear; the official schedule has none
    double decay_at = 8.0 / 9.0;    ///< share of the steps after which the rate is multiplied by decay_factor
    double decay_factor = 0.1;
    double weight_decay = 1e-4;
    double max_gradient_norm = 0.1;
    double ema_decay = 0;     ///< of an averaged copy that is evaluated and written instead; 0: none
    int feature_repeats = 1;  ///< steps that train on one batch's features, each with its own denoising queries
    double flip_probability = 0.5;
    /// Noise level of the features, both ends included. Eq. 4 of the paper is 1 to 1; a wider range makes the adapter
    /// read the last step of a sampler as well, which lies higher.
    std::int64_t min_timestep = 1;
    std::int64_t max_timestep = 1;
    std::string dtype = "bfloat16";  ///< of the frozen diffusion model; the adapter is float32
    std::int64_t checkpoint_every = 200;
    std::int64_t evaluate_every = 500;
    int evaluation_images = 200;
    nlohmann::json model = nlohmann::json::object();  ///< keys of DinoConfig that differ from the small adapter

    /// Rate of a 0-based step.
    double learning_rate_at(std::int64_t step) const;
};

/// @param name what to call the recipe in errors @throws ConfigError naming the key
AdapterRecipe parse_adapter_recipe(const nlohmann::json& json, const std::string& name);
/// @throws IoError, FormatError, ConfigError
AdapterRecipe read_adapter_recipe(const std::filesystem::path& path);

/// The small adapter of the built-in bundle with the recipe's changes: its inputs are the U-Net's levels.
/// @param channels of each pyramid level, nn::feature_channels @throws ConfigError naming the key
detection::DinoConfig adapter_config(const AdapterRecipe& recipe, const std::vector<std::int64_t>& channels,
                                     const std::vector<std::string>& classes);

}  // namespace destudio::training

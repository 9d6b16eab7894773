// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "core/training/loop/learning_rate.h"

namespace destudio::training {

/// How the autoencoder is trained.
struct AutoencoderRecipe {
    std::int64_t steps = 3000;
    int batch = 16;
    int crop = 64;  ///< pixels of the random square each scene is cut to; 0: whole scenes
    LearningRate learning_rate{1e-3, 100, 0.3};
    double kl_weight = 1e-6;
    double edge_weight = 0.5;  ///< of the loss on horizontal and vertical differences, which keeps outlines sharp
    double ema_decay = 0.995;
    nlohmann::json config;  ///< vae/config.json
    /// Above 1, with a bundle to start from: its autoencoder learns to draw images that many times as large on each
    /// side. Only the decoder is trained, because the bundle's U-Net knows no other latents; `config` is the bundle's.
    int grow = 1;
};

/// How the tokenizer is learned.
struct TokenizerRecipe {
    int captions = 5000;
    int merges = 400;
};

/// How U-Net and text encoder are trained together.
struct DiffusionRecipe {
    std::int64_t steps = 4000;
    int batch = 32;
    /// Different scenes to train on. Their latents are kept in memory (16 KB each at 32x32), which saves encoding them
    /// again: a third of the time of a step.
    std::int64_t scenes = 32768;
    LearningRate learning_rate{5e-4, 200, 0.2};
    double weight_decay = 0.01;
    double ema_decay = 0.998;
    double caption_dropout = 0.1;  ///< share of captions replaced by "", for classifier-free guidance
    /// Timesteps are drawn as trunc(1000 u^bias), u uniform: above 1 favours the low noise that most ratios use.
    double timestep_bias = 1.0;
    double min_snr_gamma = 5.0;  ///< Hang et al., "Efficient Diffusion Training via Min-SNR Weighting Strategy"
    std::string prediction_type = "v_prediction";
    nlohmann::json unet_config;  ///< unet/config.json
    nlohmann::json text_config;  ///< text_encoder/config.json without vocab_size, which the tokenizer decides
};

/// Everything that determines a base model. One JSON file; every key may be missing, an unknown one is an error.
struct BaseRecipe {
    std::string name = "clipart";
    std::string domain = "clipart";
    std::string licence = "Apache-2.0";
    std::uint64_t seed = 1;
    int image_size = 128;
    std::string dtype = "bfloat16";  ///< of the arithmetic; weights live in float32
    std::int64_t checkpoint_every = 100;
    AutoencoderRecipe autoencoder;
    TokenizerRecipe tokenizer;
    DiffusionRecipe diffusion;
};

/// @throws IoError, FormatError, ConfigError naming the key
BaseRecipe read_base_recipe(const std::filesystem::path& path);

}  // namespace destudio::training

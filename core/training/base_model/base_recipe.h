// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "core/training/loop/learning_rate.h"

namespace destudio::training {

class RecipeReader;

/// How the autoencoder is trained.
struct AutoencoderRecipe {
    std::int64_t steps = 3000;
    int batch = 16;
    int crop = 64;  ///< pixels of the random square each scene is cut to; 0: whole scenes
    LearningRate learning_rate{1e-3, 100, 0.3};
    double kl_weight = 1e-6;
    double edge_weight = 0.5;  ///< of the loss on horizontal and vertical differences, which keeps outlines sharp
    double ema_decay = 0.995;
    nlohmann::json config;  ///< vae/config.json; null: that of the bundle to start from, or the usual one
    /// Above 1, with a bundle to start from: its autoencoder learns to draw images that many times as large on each
    /// side. Only the decoder is trained, because the bundle's U-Net knows no other latents; `config` is the bundle's.
    int grow = 1;
    /// With a bundle to start from: its autoencoder learns the new pictures, encoder and decoder, from the weights of
    /// the bundle that fit. Its U-Net has to follow, so this is for training it on, too.
    bool adapt = false;
};

/// What is made of a person's own pictures before they are learned from. Scenes of the world need none of it.
struct PictureRecipe {
    std::string crop =
        "random";  ///< "random": squares at random places and sizes; "whole": the picture, by its usual shape
    double smallest_crop = 0.6;    ///< of a random square's side, in parts of the picture's shorter side
    std::string flips = "none";    ///< "none", "horizontal", "vertical", "both": what the scene allows
    bool quarter_turns = false;    ///< whether the scene has no up and down; half turns where pictures are not square
    std::string colour = "auto";   ///< "colour", "grey"; "auto": grey when all pictures are
    std::string prompts = "auto";  ///< "captions", "classes", "domain"; "auto": the caption, else the classes in sight
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
    std::string prediction_type = "v_prediction";  ///< or "epsilon"; empty: that of the bundle to start from
    /// Evaluations in a row without a lower loss on held-out pictures after which the stage ends, and the bundle keeps
    /// the weights of the lowest; 0: it runs to its last step and keeps the last. Needs evaluate_every.
    int patience = 0;
    nlohmann::json unet_config;  ///< unet/config.json; null: that of the bundle to start from
    nlohmann::json text_config;  ///< the same for text_encoder/config.json; its vocab_size is the tokenizer's
};

/// Everything that determines a base model. One JSON file; every key may be missing, an unknown one is an error.
struct BaseRecipe {
    std::string name = "clipart";
    std::string domain = "clipart";
    std::string licence = "Apache-2.0";
    std::uint64_t seed = 1;
    int image_size = 128;            ///< pixels of the shorter side; 0: chosen from the pictures
    std::string dtype = "bfloat16";  ///< of the arithmetic; weights live in float32
    std::int64_t checkpoint_every = 100;
    std::int64_t evaluate_every = 0;  ///< steps between looks at held-out pictures, with samples; 0: none
    double guidance_scale = 0;        ///< that bundle.json advises; 0: none
    PictureRecipe pictures;
    AutoencoderRecipe autoencoder;
    TokenizerRecipe tokenizer;
    DiffusionRecipe diffusion;
};

/// What a person's own pictures are learned with where no recipe says otherwise: a small model that two CPU cores train
/// overnight, with held-out losses and samples.
BaseRecipe picture_base_recipe();

/// The object "pictures" of a recipe. @param recipe what keys that are missing leave as it is @throws ConfigError
PictureRecipe read_picture_recipe(RecipeReader reader, PictureRecipe recipe);

/// @param recipe what keys that are missing leave as it is
/// @throws IoError, FormatError, ConfigError naming the key
BaseRecipe read_base_recipe(const std::filesystem::path& path, BaseRecipe recipe = {});

}  // namespace destudio::training

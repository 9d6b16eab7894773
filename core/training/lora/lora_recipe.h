// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/training/base_model/base_recipe.h"
#include "core/training/loop/learning_rate.h"

namespace destudio::training {

/// Pictures of what the model could draw before, learned beside the new ones so that it is not forgotten.
struct PriorRecipe {
    double weight = 1;    ///< of their loss; the new pictures' is 1
    std::string prompt;   ///< of all of them; empty: the given pictures' own captions
    int generate = 0;     ///< pictures that the model draws itself beforehand, from `prompt`; 0: none
    int steps = 20;       ///< of drawing one
    double guidance = 5;  ///< of drawing one
};

/// How a LoRA is trained. One JSON file; every key may be missing, an unknown one is an error.
struct LoraRecipe {
    std::string name = "lora";
    std::string domain = "picture";  ///< what the pictures are, for their prompts
    std::string trigger;             ///< put before every caption: the word that calls what was learned
    std::uint64_t seed = 1;
    int image_size = 0;  ///< pixels of the shorter side; 0: the model's own
    int rank = 8;
    double alpha = 8;
    int conv_rank = 4;  ///< of 3x3 convolutions
    double conv_alpha = 4;
    /// "attention", "feed_forward", "projections" (those into and out of the transformers), "convolutions".
    std::vector<std::string> modules = {"attention"};
    bool text_encoder = false;       ///< whether the text encoders' attention learns, too (and feed_forward, if chosen)
    std::string dtype = "bfloat16";  ///< of the arithmetic; the LoRA's numbers are float32
    std::string file_dtype = "float16";
    bool gradient_checkpointing = false;
    std::int64_t checkpoint_every = 50;
    std::int64_t evaluate_every = 100;  ///< steps between losses on held-out pictures; 0: none
    int evaluation_pictures = 8;
    int patience =
        0;  ///< evaluations without a lower loss after which it ends, with the lowest one's numbers; 0: never
    std::int64_t steps = 1000;
    int batch = 4;
    int accumulate = 1;         ///< equal parts of a step's pictures that are computed one after the other
    std::int64_t crops = 1024;  ///< different ones, whose latents are kept in memory
    LearningRate learning_rate{2e-4, 20, 0.3};
    double weight_decay = 0.01;
    double caption_dropout = 0.05;
    double timestep_bias = 1;  ///< above 1 low noise levels are drawn more often
    int min_timestep = 0;
    int max_timestep = 1000;   ///< the first one that is not drawn any more
    double min_snr_gamma = 0;  ///< 0: all noise levels count alike
    PictureRecipe pictures;
    PriorRecipe prior;
};

/// @param name what to call the recipe in errors @throws ConfigError naming the key
LoraRecipe parse_lora_recipe(const nlohmann::json& json, const std::string& name);
/// @throws IoError, FormatError, ConfigError
LoraRecipe read_lora_recipe(const std::filesystem::path& path);
/// Every key with its value; parse_lora_recipe() reads it again.
nlohmann::json to_json(const LoraRecipe& recipe);
/// @throws ConfigError, for a recipe that was changed after it was read
void check_lora_recipe(const LoraRecipe& recipe, const std::string& name);

}  // namespace destudio::training

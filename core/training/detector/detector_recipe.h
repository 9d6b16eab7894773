// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/training/detector/teacher_options.h"
#include "core/training/loop/learning_rate.h"
#include "core/training/loop/recipe_reader.h"

namespace destudio::detection {
struct DinoConfig;
}

namespace destudio::training {

/// Everything that determines the training of a detector on pixels, besides the pictures. One JSON file; every key may
/// be missing, an unknown one is an error.
struct DetectorRecipe {
    std::string framework = "retinanet";  ///< on pixels: retinanet, faster_rcnn or dino
    std::uint64_t seed = 1;
    int image_size = 128;  ///< pixels of each side
    std::int64_t steps = 4000;
    int batch = 16;
    /// A step's pictures are computed with in so many equal parts, one after the other, whose gradients are put
    /// together to those of the whole: memory for one part is enough.
    int accumulate = 1;
    std::string optimiser = "adamw";  ///< adamw or sgd
    double momentum = 0.9;            ///< of sgd
    double learning_rate = 1e-3;
    std::int64_t warmup_steps = 100;  ///< linear
    double decay_at = 0.6;            ///< share of the steps after which the rate falls
    double decay_factor = 0;          ///< 0: linearly to nothing; else at once to this part of it
    /// Steps at each of which the rate is multiplied with decay_factor, rising; instead of decay_at.
    std::vector<std::int64_t> drop_steps{};
    double weight_decay = 0.01;
    double max_gradient_norm = 5;
    double ema_decay = 0.998;  ///< of an averaged copy that is evaluated and written instead; 0: none
    double flip_probability = 0.5;
    std::string dtype = "bfloat16";  ///< of the frozen diffusion model, or of a pixel detector's own arithmetic
    std::int64_t checkpoint_every = 200;
    std::int64_t evaluate_every = 500;
    int evaluation_images = 200;
    TeacherOptions teacher{};                         ///< of trainings with unlabelled pictures, on pixels alone
    nlohmann::json model = nlohmann::json::object();  ///< keys of config.json that differ from the default

    LearningRate schedule() const { return {learning_rate, warmup_steps, 1.0 - decay_at, decay_factor, drop_steps}; }
    /// Rate of a 0-based step.
    double learning_rate_at(std::int64_t step) const { return schedule().at(step, steps); }
    bool is_bfloat16() const { return dtype == "bfloat16"; }
};

/// Reads the keys that all detectors share; the caller reads the others and calls reader.finish().
void read_detector_keys(RecipeReader& reader, DetectorRecipe& recipe);
/// @throws ConfigError naming the key whose value makes no sense
void check_detector_recipe(const DetectorRecipe& recipe, const std::string& name);

/// @param name what to call the recipe in errors @throws ConfigError naming the key
DetectorRecipe parse_detector_recipe(const nlohmann::json& json, const std::string& name);
/// @throws IoError, FormatError, ConfigError
DetectorRecipe read_detector_recipe(const std::filesystem::path& path);

/// The frameworks of a word of --head, which may have a dash: "faster-rcnn" is "faster_rcnn".
std::string framework_of(std::string word);

/// config.json of a pixel detector: a small one of the recipe's framework on ResNet-18 with the recipe's changes.
/// @throws ConfigError naming the key
nlohmann::json detector_config(const DetectorRecipe& recipe, const std::vector<std::string>& classes);

/// `defaults` with the recipe's keys in place; objects are merged key by key.
/// @param defaults knows every key that may be given @param fixed keys that the training decides
/// @throws ConfigError naming a key that is unknown or fixed
nlohmann::json merge_model(const nlohmann::json& defaults, const nlohmann::json& changes,
                           const std::vector<std::string>& fixed);

/// merge_model() for a DINO: boxes that are kept follow the queries where the recipe does not say.
nlohmann::json merged_dino(const detection::DinoConfig& small, const nlohmann::json& changes,
                           const std::vector<std::string>& fixed);

}  // namespace destudio::training

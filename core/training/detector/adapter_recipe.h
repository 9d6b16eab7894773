// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "core/training/detector/detector_recipe.h"

namespace destudio::training {

/// Everything that determines the training of an adapter, besides bundle and images. One JSON file; every key may be
/// missing, an unknown one is an error. `dtype` is that of the frozen diffusion model and of a
/// RetinaNet's and Faster R-CNN's own arithmetic; a DINO adapter computes in float32.
struct AdapterRecipe : DetectorRecipe {
    /// The shape of the paper's schedule (AdamW, 2e-4, a tenth of it after 8/9 of the steps; t = 1) at a size that a
    /// small model and two cores can do: 6,000 steps of 16 pictures of 128 pixels, and a small DINO. The paper's own
    /// sizes, 90,000 steps of 64 at 512 pixels and the full DINO, are models/recipes/paper/adapter-dino.json.
    AdapterRecipe();

    // framework: dino, retinanet or faster_rcnn
    int feature_repeats = 1;  ///< steps that train on one batch's features, each with its own denoising queries
    /// Above 0: each picture comes with at most so many crops, flips, noises and noise levels, in turn, so that its
    /// features can be kept; 0: with new ones each time.
    int feature_draws = 0;
    /// Noise level of the features, both ends included. Eq. 4 of the paper is 1 to 1; a wider range makes the adapter
    /// read the last step of a sampler as well, which lies higher.
    std::int64_t min_timestep = 1;
    std::int64_t max_timestep = 1;
    /// Text that the U-Net is given: "none" (the empty prompt, as the paper trains), or "captions" (that of the
    /// picture, the empty prompt where it has none).
    std::string prompts = "none";
    /// Whether a mask head learns beside the boxes, from the outlines that the pictures have; detections then have
    /// outlines. An adapter that is trained further keeps what it has.
    bool masks = false;
};

/// @param name what to call the recipe in errors @throws ConfigError naming the key
AdapterRecipe parse_adapter_recipe(const nlohmann::json& json, const std::string& name);
/// @throws IoError, FormatError, ConfigError
AdapterRecipe read_adapter_recipe(const std::filesystem::path& path);

/// Every key; parse_adapter_recipe() of it gives the same recipe.
nlohmann::json to_json(const AdapterRecipe& recipe);

/// config.json of the small adapter of the recipe's framework with the recipe's changes: its inputs are the U-Net's
/// levels. @param channels of each pyramid level, nn::feature_channels
/// @param factor image pixels per latent pixel; a RetinaNet's anchors grow with it
/// @throws ConfigError naming the key
nlohmann::json adapter_config(const AdapterRecipe& recipe, const std::vector<std::int64_t>& channels,
                              std::int64_t factor, const std::vector<std::string>& classes);

}  // namespace destudio::training

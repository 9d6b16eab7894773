// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "core/training/loop/learning_rate.h"

namespace destudio::training {

/// How a bundle's U-Net is distilled to few steps. One JSON file; every key may be missing, an unknown one is an error.
struct DistillationRecipe {
    std::string name;  ///< of the new bundle; empty: the old one's with "-lcm" behind it
    std::uint64_t seed = 1;
    int image_size = 0;              ///< pixels of a scene; 0: the bundle's native size
    std::string dtype = "bfloat16";  ///< of the arithmetic; weights live in float32
    std::int64_t checkpoint_every = 100;
    std::int64_t steps = 2000;
    int batch = 16;
    std::int64_t scenes = 32768;  ///< different ones, whose latents are kept in memory
    LearningRate learning_rate{2e-4, 20, 0.3};
    double weight_decay = 0;
    double ema_decay = 0.95;       ///< of the average that gives the targets and becomes the new U-Net
    double guidance_scale = 4;     ///< of the teacher; the student needs no second call for it
    int grid_points = 50;          ///< timesteps that the student learns, equally spaced; original_inference_steps
    int skip = 4;                  ///< grid points between the two ends of a training pair
    int solver_steps = 1;          ///< DDIM steps with which the teacher goes from one to the other
    double huber_delta = 0.001;    ///< of pseudo_huber()
    double timestep_scaling = 10;  ///< of the boundary condition
};

/// @param name what to call the recipe in errors @throws ConfigError naming the key
DistillationRecipe parse_distillation_recipe(const nlohmann::json& json, const std::string& name);
/// @throws IoError, FormatError, ConfigError
DistillationRecipe read_distillation_recipe(const std::filesystem::path& path);

}  // namespace destudio::training

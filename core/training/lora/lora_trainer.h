// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/training/lora/lora_learner.h"
#include "core/training/lora/lora_recipe.h"

namespace destudio::training {

/// What to train a LoRA on, and where to.
struct LoraTrainingRun {
    const LoraRecipe& recipe;
    std::filesystem::path model;  ///< a folder in the diffusers layout, or a single file; stays as it is
    const LoraPictures& pictures;
    std::filesystem::path out;  ///< checkpoint, log.jsonl, and the LoRA's file
    torch::Device device = torch::kCPU;
    std::stop_token stop;
    ProgressSink progress;

    std::filesystem::path file() const { return out / "lora.safetensors"; }
};

/// Trains low-rank changes (Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models") of a model's layers, whose
/// own weights are frozen, with the model's own denoising loss. The file is in kohya's layout, which others read, and
/// can be tried after every checkpoint, or, with patience, after every evaluation that was the best so far. Run it
/// again after a stop or a crash and it continues, with the same bytes.
/// @throws CancelledError, IoError, FormatError, ConfigError
void train_lora(const LoraTrainingRun& run);

/// Writes what `modules` have learned by now. @param steps done
void write_lora_file(const std::filesystem::path& file, const LoraModules& modules, const LoraRecipe& recipe,
                     const models::ModelDescription& model, bool is_velocity, std::int64_t steps);

/// What training costs on this machine.
struct LoraMeasurement {
    std::size_t layers = 0;
    std::int64_t parameters = 0;
    double seconds_per_step = 0;  ///< mean of all but the first step
    std::int64_t peak_bytes = 0;  ///< of the process while it trained; on a GPU this tells of the main memory alone
};
/// Trains `steps` steps on pictures of noise and keeps nothing. @param recipe its image_size above 0
LoraMeasurement measure_lora(const std::filesystem::path& model, const LoraRecipe& recipe, int steps,
                             torch::Device device, const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::training

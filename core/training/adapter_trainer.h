// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/nn/torch.h"
#include "core/training/adapter_image_source.h"
#include "core/training/adapter_recipe.h"

namespace destudio::training {

/// One training of an adapter.
struct AdapterTrainingRun {
    const AdapterRecipe& recipe;
    std::filesystem::path bundle;         ///< the frozen diffusion model
    const TrainingImageSource& training;  ///< pictures to learn from
    const TrainingImageSource& held_out;  ///< pictures to measure on
    std::filesystem::path out;            ///< checkpoint, log.jsonl, and the adapter in out/adapter
    torch::Device device = torch::kCPU;
    std::stop_token stop;
    ProgressSink progress;
};

/// What came out.
struct AdapterTrainingResult {
    double best_ap = -1;  ///< COCO AP on the held-out pictures, -1 when undefined
    double best_ap50 = -1;
    std::int64_t best_step = 0;
    std::filesystem::path adapter;  ///< folder with config.json and model.safetensors
};

/// Trains an adapter of the recipe's framework and keeps the one with the best AP in out/adapter. Run it again with the
/// same arguments after a stop or a crash and it continues with the same losses as an uninterrupted run.
/// @throws CancelledError after writing a checkpoint; ConfigError, IoError, FormatError; Error when training diverges
AdapterTrainingResult train_adapter(const AdapterTrainingRun& run);

}  // namespace destudio::training

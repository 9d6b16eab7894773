// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/nn/torch.h"
#include "core/training/detector/adapter_recipe.h"
#include "core/training/detector/detector_training.h"
#include "core/training/detector/feature_cache.h"
#include "core/training/sources/adapter_image_source.h"

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
    /// Adapter to train further: its framework and model count, not the recipe's. Empty: afresh.
    std::filesystem::path start_from{};
    TrainingChoices choices{};
    FeatureCacheOptions feature_cache{};
    Peers* peers = nullptr;  ///< processes that share each batch, each with the same arguments; null: this one alone
};

/// Trains an adapter of the recipe's framework and keeps the one with the best AP in out/adapter. Run it again with the
/// same arguments after a stop or a crash and it continues with the same losses as an uninterrupted run.
/// An adapter to start from knows its own classes first, then those that the pictures add.
/// @throws CancelledError after writing a checkpoint; ConfigError, IoError, FormatError; Error when training diverges
DetectorTrainingResult train_adapter(const AdapterTrainingRun& run);

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <functional>
#include <stop_token>

#include "core/base/progress.h"
#include "core/training/base_model/base_recipe.h"
#include "core/training/base_model/sample_sheet.h"
#include "core/training/loop/training_loop.h"
#include "core/training/sources/base_pictures.h"

namespace destudio::training {

/// What the stages of one base training share.
struct BaseTrainingRun {
    const BaseRecipe& recipe;
    const BasePictures& pictures;
    std::filesystem::path out;  ///< checkpoints, log.jsonl, and the bundle in out/bundle
    /// Bundle to train further: its autoencoder stays, unless the recipe lets it learn. Empty: afresh.
    std::filesystem::path start_from;
    torch::Device device = torch::kCPU;
    std::stop_token stop;
    ProgressSink progress;
    SampleSink show_samples{};  ///< gets samples of each stage as the run goes on; may be empty

    std::filesystem::path bundle() const { return out / "bundle"; }
    /// Whether the autoencoder of the bundle to start from learns too, encoder and decoder.
    bool adapts_autoencoder() const {
        return !start_from.empty() && recipe.autoencoder.adapt && recipe.autoencoder.steps > 0;
    }
    /// What the loop of a stage needs. @param stage_recipe an AutoencoderRecipe or a DiffusionRecipe
    template <class StageRecipe>
    TrainingLoopOptions loop_options(const std::string& stage, const StageRecipe& stage_recipe) const {
        TrainingLoopOptions options;
        options.stage = stage;
        options.steps = stage_recipe.steps;
        options.batch = stage_recipe.batch;
        options.learning_rate = stage_recipe.learning_rate;
        options.checkpoint_every = recipe.checkpoint_every;
        options.evaluate_every = recipe.evaluate_every;
        options.folder = out;
        return options;
    }
    torch::ScalarType compute_dtype() const { return recipe.dtype == "bfloat16" ? torch::kBFloat16 : torch::kFloat32; }
};

}  // namespace destudio::training

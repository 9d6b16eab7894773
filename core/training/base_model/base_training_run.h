// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/training/base_model/base_recipe.h"
#include "core/training/loop/training_loop.h"
#include "core/world/sprite_atlas.h"

namespace destudio::training {

/// What the stages of one base training share.
struct BaseTrainingRun {
    const BaseRecipe& recipe;
    const world::SpriteAtlas& atlas;
    std::filesystem::path out;         ///< checkpoints, log.jsonl, and the bundle in out/bundle
    std::filesystem::path start_from;  ///< bundle to train further, whose autoencoder stays; empty: afresh
    torch::Device device = torch::kCPU;
    std::stop_token stop;
    ProgressSink progress;

    std::filesystem::path bundle() const { return out / "bundle"; }
    /// What the loop of a stage needs. @param stage_recipe an AutoencoderRecipe or a DiffusionRecipe
    template <class StageRecipe>
    TrainingLoopOptions loop_options(const std::string& stage, const StageRecipe& stage_recipe) const {
        TrainingLoopOptions options;
        options.stage = stage;
        options.steps = stage_recipe.steps;
        options.batch = stage_recipe.batch;
        options.learning_rate = stage_recipe.learning_rate;
        options.checkpoint_every = recipe.checkpoint_every;
        options.folder = out;
        return options;
    }
    torch::ScalarType compute_dtype() const { return recipe.dtype == "bfloat16" ? torch::kBFloat16 : torch::kFloat32; }
};

}  // namespace destudio::training

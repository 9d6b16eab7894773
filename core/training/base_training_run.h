// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/training/base_recipe.h"
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
    torch::ScalarType compute_dtype() const { return recipe.dtype == "bfloat16" ? torch::kBFloat16 : torch::kFloat32; }
};

}  // namespace destudio::training

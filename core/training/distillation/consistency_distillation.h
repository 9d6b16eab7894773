// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/training/distillation/distillation_recipe.h"
#include "core/world/sprite_atlas.h"

namespace destudio::training {

/// What to distil, and where to.
struct DistillationRun {
    const DistillationRecipe& recipe;
    std::filesystem::path bundle;  ///< the teacher, a folder in the diffusers layout
    const world::SpriteAtlas& atlas;
    std::filesystem::path out;  ///< checkpoint, log.jsonl, and the new bundle in out/bundle
    torch::Device device = torch::kCPU;
    std::stop_token stop;
    ProgressSink progress;

    std::filesystem::path student() const { return out / "bundle"; }
};

/// Latent consistency distillation (Luo et al., "Latent Consistency Models", algorithm 1) at one guidance scale: a
/// student that begins as the bundle's U-Net learns to say at once, from any noise level, where the guided teacher's
/// path ends. Its own average at a lower noise level, to which the teacher leads, is the target. The new bundle is a
/// plain LCM: 4 steps, no guidance, everything but the U-Net and the scheduler taken over. The bundle can be tried
/// after every checkpoint. Run it again after a stop or a crash and it continues.
/// @throws CancelledError, IoError, FormatError; ConfigError for a model of another kind or distilled before
void distill_consistency(const DistillationRun& run);

}  // namespace destudio::training

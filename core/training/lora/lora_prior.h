// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/diffusion/stable_diffusion_bundle.h"
#include "core/training/lora/lora_recipe.h"

namespace destudio::training {

/// What the model draws of recipe.prior.prompt, recipe.prior.generate times, from its seed: latents, which need not be
/// decoded to be learned from. Each is kept in a file of `folder` (0000.safetensors, ...) as soon as it is drawn, and
/// what is there is not drawn again.
/// @param shape of one latent, [1,C,h,w]  @return float16 on the CPU
/// @throws CancelledError within one step; IoError; FormatError for a file of another size
std::vector<torch::Tensor> prior_latents(diffusion::StableDiffusionBundle& bundle, const LoraRecipe& recipe,
                                         const std::vector<std::int64_t>& shape, const std::filesystem::path& folder,
                                         const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::training

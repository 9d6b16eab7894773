// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "core/diffusion/scheduler.h"
#include "core/nn/torch.h"
#include "core/nn/unet_2d_condition.h"

namespace destudio::diffusion {

/// The U-Net as a function of sample [N,4,h,w], timesteps [N], context [N,S,D] and whether block outputs are wanted.
using PredictNoise =
    std::function<nn::UnetOutput(const torch::Tensor&, const torch::Tensor&, const torch::Tensor&, bool)>;

/// One denoising step's U-Net output, taken apart.
struct GuidedPrediction {
    torch::Tensor unconditional;               ///< [B,4,h,w]; undefined without guidance
    torch::Tensor conditional;                 ///< [B,4,h,w]
    torch::Tensor guided;                      ///< unconditional + scale (conditional - unconditional)
    std::vector<torch::Tensor> block_outputs;  ///< of the conditional half; empty unless asked for
};

/// Classifier-free guidance (Ho and Salimans) at one position of a sampler, both halves in one U-Net call.
/// @param latent [B,4,h,w]
/// @param context [2B,S,D], negative prompts first, for guidance; [B,S,D] without
GuidedPrediction predict_guided(const PredictNoise& unet, const Scheduler& scheduler, std::size_t position,
                                const torch::Tensor& latent, const torch::Tensor& context, double guidance_scale,
                                bool collect_block_outputs);

}  // namespace destudio::diffusion

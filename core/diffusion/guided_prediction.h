// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "core/diffusion/scheduler.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

/// The U-Net as a function of sample [N,4,h,w], timesteps [N], context [N,S,D] and whether block outputs are wanted.
using PredictNoise =
    std::function<nn::UnetOutput(const torch::Tensor&, const torch::Tensor&, const torch::Tensor&, bool)>;

/// Classifier-free guidance (Ho and Salimans).
struct Guidance {
    double scale = 7.5;
    /// How far the guided prediction's spread is brought back to that of the conditional one, 0 to 1 (Lin et al.,
    /// "Common Diffusion Noise Schedules and Sample Steps are Flawed", Eq. 15 and 16).
    double rescale = 0;
};

/// One denoising step's U-Net output, taken apart.
struct GuidedPrediction {
    torch::Tensor unconditional;               ///< [B,4,h,w]; undefined without guidance
    torch::Tensor conditional;                 ///< [B,4,h,w]
    torch::Tensor guided;                      ///< unconditional + scale (conditional - unconditional), rescaled
    std::vector<torch::Tensor> block_outputs;  ///< of the conditional half; empty unless asked for
};

/// Latents at one position of a sampler.
struct GuidedInput {
    const Scheduler* scheduler;
    std::size_t position;
    torch::Tensor latent;  ///< [B,4,h,w], the same size for all inputs of a call
};

/// Guided predictions for several latents at their own positions, all halves in one U-Net call.
/// @param context [2N,S,D], N negative prompts first, for guidance; [N,S,D] without; N counts the latents of all inputs
/// @return one for each input
std::vector<GuidedPrediction> predict_guided(const PredictNoise& unet, const std::vector<GuidedInput>& inputs,
                                             const torch::Tensor& context, const Guidance& guidance,
                                             bool collect_block_outputs);

/// The same for one input.
GuidedPrediction predict_guided(const PredictNoise& unet, const Scheduler& scheduler, std::size_t position,
                                const torch::Tensor& latent, const torch::Tensor& context, const Guidance& guidance,
                                bool collect_block_outputs);

}  // namespace destudio::diffusion

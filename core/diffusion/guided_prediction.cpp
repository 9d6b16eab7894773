// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/guided_prediction.h"

namespace destudio::diffusion {

GuidedPrediction predict_guided(const PredictNoise& unet, const Scheduler& scheduler, std::size_t position,
                                const torch::Tensor& latent, const torch::Tensor& context, double guidance_scale,
                                bool collect_block_outputs) {
    const bool guides = context.size(0) == 2 * latent.size(0);
    const torch::Tensor scaled = scheduler.scale_model_input(latent, position);
    const torch::Tensor input = guides ? torch::cat({scaled, scaled}) : scaled;
    const torch::Tensor timesteps =
        torch::full({input.size(0)}, scheduler.timesteps()[position], torch::kFloat32).to(input.device());
    const nn::UnetOutput output = unet(input, timesteps, context, collect_block_outputs);
    GuidedPrediction prediction;
    prediction.conditional = output.sample;
    prediction.guided = output.sample;
    if (guides) {
        const auto halves = output.sample.chunk(2, 0);
        prediction.unconditional = halves[0];
        prediction.conditional = halves[1];
        prediction.guided = halves[0] + guidance_scale * (halves[1] - halves[0]);
    }
    for (const auto& block : output.block_outputs) {
        prediction.block_outputs.push_back(guides ? block.chunk(2, 0)[1] : block);
    }
    return prediction;
}

}  // namespace destudio::diffusion

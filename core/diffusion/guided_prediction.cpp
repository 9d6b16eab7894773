// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/guided_prediction.h"

namespace destudio::diffusion {

namespace {

/// The latents of `inputs` as the U-Net gets them, one behind the other, and their timesteps.
struct UnetInput {
    explicit UnetInput(const std::vector<GuidedInput>& inputs) {
        std::vector<torch::Tensor> scaled;
        std::vector<torch::Tensor> times;
        for (const GuidedInput& input : inputs) {
            scaled.push_back(input.scheduler->scale_model_input(input.latent, input.position));
            times.push_back(
                torch::full({input.latent.size(0)}, input.scheduler->timesteps()[input.position], torch::kFloat32));
        }
        sample = torch::cat(scaled);
        timesteps = torch::cat(times).to(sample.device());
    }

    torch::Tensor sample;
    torch::Tensor timesteps;
};

/// The guided prediction with the spread of the conditional one (over all but the batch), mixed with itself.
torch::Tensor rescaled(const torch::Tensor& guided, const torch::Tensor& conditional, double share) {
    const auto spread = [](const torch::Tensor& prediction) {
        return prediction.flatten(1).std(1, true).view({-1, 1, 1, 1});
    };
    const auto same_spread = guided * (spread(conditional) / spread(guided));
    return share * same_spread + (1.0 - share) * guided;
}

GuidedPrediction part_of(const nn::UnetOutput& output, std::int64_t first, std::int64_t count, bool guides,
                         const Guidance& guidance) {
    const auto half = output.sample.size(0) / 2;
    const auto conditional_first = guides ? half + first : first;
    GuidedPrediction prediction;
    prediction.conditional = output.sample.slice(0, conditional_first, conditional_first + count);
    prediction.guided = prediction.conditional;
    if (guides) {
        prediction.unconditional = output.sample.slice(0, first, first + count);
        prediction.guided =
            prediction.unconditional + guidance.scale * (prediction.conditional - prediction.unconditional);
        if (guidance.rescale > 0) {
            prediction.guided = rescaled(prediction.guided, prediction.conditional, guidance.rescale);
        }
    }
    for (const auto& block : output.block_outputs) {
        prediction.block_outputs.push_back(block.slice(0, conditional_first, conditional_first + count));
    }
    return prediction;
}

}  // namespace

std::vector<GuidedPrediction> predict_guided(const PredictNoise& unet, const std::vector<GuidedInput>& inputs,
                                             const torch::Tensor& context, const Guidance& guidance,
                                             bool collect_block_outputs) {
    const UnetInput once(inputs);
    const bool guides = context.size(0) == 2 * once.sample.size(0);
    const nn::UnetOutput output =
        guides ? unet(torch::cat({once.sample, once.sample}), torch::cat({once.timesteps, once.timesteps}), context,
                      collect_block_outputs)
               : unet(once.sample, once.timesteps, context, collect_block_outputs);
    std::vector<GuidedPrediction> predictions;
    std::int64_t first = 0;
    for (const GuidedInput& input : inputs) {
        predictions.push_back(part_of(output, first, input.latent.size(0), guides, guidance));
        first += input.latent.size(0);
    }
    return predictions;
}

GuidedPrediction predict_guided(const PredictNoise& unet, const Scheduler& scheduler, std::size_t position,
                                const torch::Tensor& latent, const torch::Tensor& context, const Guidance& guidance,
                                bool collect_block_outputs) {
    return predict_guided(unet, std::vector<GuidedInput>{{&scheduler, position, latent}}, context, guidance,
                          collect_block_outputs)
        .front();
}

}  // namespace destudio::diffusion

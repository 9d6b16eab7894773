// SPDX-License-Identifier: Apache-2.0
#include "core/training/lora/lora_prior.h"

#include <cstdio>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/diffusion/guided_prediction.h"
#include "core/diffusion/scheduler.h"
#include "core/nn/io/safetensors.h"

namespace destudio::training {

namespace {

constexpr const char* kLatent = "latent";

torch::Tensor draw_latent(diffusion::StableDiffusionBundle& bundle, const PriorRecipe& prior,
                          const std::vector<std::int64_t>& shape, std::uint64_t seed, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    diffusion::SchedulerOptions options;
    options.steps = prior.steps;
    options.spacing = bundle.schedule().spacing();
    const auto scheduler = diffusion::make_scheduler(Sampler::kDdim, bundle.schedule(), options);
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    const bool is_guided = prior.guidance > 1;
    auto context = bundle.encode_prompts({prior.prompt});
    if (is_guided) {
        auto without = bundle.encode_prompts({""});
        if (bundle.zeroes_empty_negative()) {
            without = torch::zeros_like(without);
        }
        context = torch::cat({without, context});
    }
    const diffusion::PredictNoise unet = [&](const torch::Tensor& z, const torch::Tensor& t, const torch::Tensor& c,
                                             bool features) { return bundle.predict_noise(z, t, c, features); };
    auto latent = scheduler->scale_noise(torch::randn(shape, generator, torch::kFloat32).to(bundle.device()));
    for (std::size_t position = 0; position < scheduler->timesteps().size(); ++position) {
        throw_if_stopped(stop);
        const auto predicted = diffusion::predict_guided(unet, *scheduler, position, latent, context,
                                                         {is_guided ? prior.guidance : 1.0}, false);
        latent = scheduler->step(predicted.guided, position, latent).prev_sample;
    }
    return latent.to(torch::kCPU, torch::kFloat16);
}

torch::Tensor read_latent(const std::filesystem::path& file, const std::vector<std::int64_t>& shape) {
    const nn::SafetensorsFile kept(file);
    if (!kept.contains(kLatent) || kept.tensor(kLatent).sizes() != torch::IntArrayRef(shape)) {
        throw FormatError(file.string() + " is no prior picture of this run's size; remove it, and it is drawn again.");
    }
    return kept.tensor(kLatent).to(torch::kFloat16).clone();
}

}  // namespace

std::vector<torch::Tensor> prior_latents(diffusion::StableDiffusionBundle& bundle, const LoraRecipe& recipe,
                                         const std::vector<std::int64_t>& shape, const std::filesystem::path& folder,
                                         const std::stop_token& stop, const ProgressSink& progress) {
    std::vector<torch::Tensor> latents;
    for (int i = 0; i < recipe.prior.generate; ++i) {
        char name[32];
        std::snprintf(name, sizeof name, "%04d.safetensors", i);
        const auto file = folder / name;
        std::error_code ec;
        if (std::filesystem::exists(file, ec)) {
            latents.push_back(read_latent(file, shape));
            continue;
        }
        const auto seed = mix_seeds(recipe.seed + 9, static_cast<std::uint64_t>(i));
        latents.push_back(draw_latent(bundle, recipe.prior, shape, seed, stop));
        nn::write_safetensors(file, {{kLatent, latents.back()}});
        if (progress) {
            progress({"prior", i + 1, recipe.prior.generate});
        }
    }
    return latents;
}

}  // namespace destudio::training

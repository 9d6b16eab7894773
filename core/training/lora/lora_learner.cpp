// SPDX-License-Identifier: Apache-2.0
#include "core/training/lora/lora_learner.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/models/model_description.h"
#include "core/nn/functional/recompute.h"
#include "core/training/lora/lora_prior.h"

namespace destudio::training {

namespace {

/// Where held-out pictures are looked at, in parts of the range of timesteps that is learned.
constexpr std::array<double, 4> kHeldOutPlaces = {0.08, 0.25, 0.45, 0.75};

diffusion::BundleLoadOptions load_for(const LoraRecipe& recipe, torch::Device device) {
    diffusion::BundleLoadOptions options;
    options.dtype = recipe.dtype == "bfloat16" ? torch::kBFloat16 : torch::kFloat32;
    options.device = device;
    return options;
}

torch::Tensor wide(const torch::Tensor& latent, torch::Device device) {
    return latent.to(device).to(torch::kFloat32);
}

}  // namespace

int own_picture_size(const std::filesystem::path& model) {
    const auto description = models::describe_model(model);
    return static_cast<int>(description.unet_config.sample_size) * models::autoencoder_factor(description);
}

LoraLearner::LoraLearner(const Inputs& inputs)
    : m_inputs(inputs),
      m_recipe(inputs.recipe),
      m_bundle(inputs.model, load_for(inputs.recipe, inputs.device)),
      m_is_velocity(m_bundle.schedule().config().prediction_type == diffusion::PredictionType::kVPrediction),
      m_alphas_cumprod(torch::tensor(m_bundle.schedule().alphas_cumprod(), torch::kFloat32).to(inputs.device)),
      m_training(*inputs.pictures.training, m_bundle, static_cast<std::size_t>(m_recipe.crops), m_recipe.trigger),
      m_prompts(m_bundle) {
    if (m_bundle.has_distilled_guidance()) {
        throw ConfigError(inputs.model.string() +
                          " was distilled to few steps, and a LoRA would undo that; train on the model that it was " +
                          "made from.");
    }
    if (m_bundle.schedule().config().prediction_type == diffusion::PredictionType::kSample) {
        throw ConfigError(inputs.model.string() + " predicts clean pictures, which LoRA training does not know.");
    }
    const auto some = static_cast<std::size_t>(m_recipe.evaluation_pictures);
    if (inputs.pictures.held_out) {
        m_held_out.emplace(*inputs.pictures.held_out, m_bundle, some, m_recipe.trigger);
    }
    if (inputs.pictures.prior) {
        m_prior.emplace(*inputs.pictures.prior, m_bundle, static_cast<std::size_t>(m_recipe.crops), std::string(),
                        m_recipe.prior.prompt);
    } else if (m_recipe.prior.generate > 0) {
        // Before the LoRA is in it: the model as it was.
        m_drawn_prior = prior_latents(m_bundle, m_recipe, m_training.get(0).latent.sizes().vec(), inputs.drawn_prior,
                                      inputs.stop, inputs.progress);
    }
    m_modules = std::make_unique<LoraModules>(m_bundle.changeable_modules(m_recipe.text_encoder),
                                              m_bundle.description().text_2.has_value(), m_recipe, inputs.device);
}

std::size_t LoraLearner::prior_count() const {
    return m_prior ? m_prior->size() : m_drawn_prior.size();
}

LoraLearner::Batch LoraLearner::draw(Random& random, bool prior) {
    Batch batch;
    std::vector<torch::Tensor> latents;
    const auto count = static_cast<std::int64_t>(prior ? prior_count() : m_training.size());
    for (int i = 0; i < m_recipe.batch / m_recipe.accumulate; ++i) {
        const auto index = static_cast<std::size_t>(random.integer(0, count - 1));
        const bool is_silent = random.chance(m_recipe.caption_dropout);
        std::string caption = m_recipe.prior.prompt;
        if (prior && !m_prior) {
            latents.push_back(m_drawn_prior[index]);
        } else {
            const LoraExample& example = (prior ? *m_prior : m_training).get(index);
            latents.push_back(example.latent);
            caption = example.caption;
        }
        batch.captions.push_back(is_silent ? std::string() : caption);
    }
    batch.latents = wide(torch::cat(latents), m_inputs.device);
    return batch;
}

torch::Tensor LoraLearner::draw_timesteps(std::int64_t count, torch::Generator& generator) const {
    const auto end = std::min<std::int64_t>(m_recipe.max_timestep, m_alphas_cumprod.size(0));
    const auto begin = std::min<std::int64_t>(m_recipe.min_timestep, end - 1);
    const auto uniform = torch::rand({count}, generator, torch::kFloat64).pow(m_recipe.timestep_bias);
    return (uniform * static_cast<double>(end - begin)).to(torch::kInt64).add(begin).clamp_max(end - 1);
}

torch::Tensor LoraLearner::loss(const torch::Tensor& latents, const torch::Tensor& noise,
                                const torch::Tensor& timesteps, const std::vector<std::string>& captions) {
    const nn::RecomputeInBackward recompute(m_recipe.gradient_checkpointing);
    const auto& schedule = m_bundle.schedule();
    const auto noisy = schedule.add_noise(latents, noise, timesteps);
    const auto target = m_is_velocity ? schedule.velocity(latents, noise, timesteps) : noise;
    const auto context = m_recipe.text_encoder ? m_bundle.differentiable_prompts(captions) : m_prompts.get(captions);
    const auto predicted = m_bundle.differentiable_noise(noisy, timesteps, context);
    auto error = (predicted - target).square();
    if (m_recipe.min_snr_gamma > 0) {
        // Hang et al., "Efficient Diffusion Training via Min-SNR Weighting Strategy".
        const auto alpha_bar = m_alphas_cumprod.index_select(0, timesteps).view({-1, 1, 1, 1});
        const auto ratio = (alpha_bar / (1.0 - alpha_bar)).clamp_min(1e-8);
        error = ratio.clamp_max(m_recipe.min_snr_gamma) / (m_is_velocity ? ratio + 1.0 : ratio) * error;
    }
    return error.mean();
}

double LoraLearner::learn(const Batch& batch, torch::Generator& generator, double weight) {
    const auto timesteps = draw_timesteps(batch.latents.size(0), generator).to(m_inputs.device);
    const auto noise = torch::randn(batch.latents.sizes(), generator, torch::kFloat32).to(m_inputs.device);
    const auto found = loss(batch.latents, noise, timesteps, batch.captions);
    (found * (weight / m_recipe.accumulate)).backward();
    return found.item<double>() / m_recipe.accumulate;
}

std::map<std::string, double> LoraLearner::step(std::int64_t step) {
    const std::uint64_t seed = mix_seeds(m_recipe.seed + 1, static_cast<std::uint64_t>(step));
    Random random(seed);
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    const bool has_prior = prior_count() > 0 && m_recipe.prior.weight > 0;
    std::map<std::string, double> losses{{"loss", 0.0}};
    for (int part = 0; part < m_recipe.accumulate; ++part) {
        losses["loss"] += learn(draw(random, false), generator, 1.0);
        if (has_prior) {
            losses["prior_loss"] += learn(draw(random, true), generator, m_recipe.prior.weight);
        }
    }
    return losses;
}

double LoraLearner::held_out_loss() {
    const torch::NoGradGuard no_grad;
    const auto end = std::min<std::int64_t>(m_recipe.max_timestep, m_alphas_cumprod.size(0));
    const auto begin = std::min<std::int64_t>(m_recipe.min_timestep, end - 1);
    double sum = 0;
    for (std::size_t picture = 0; picture < m_held_out->size(); ++picture) {
        auto generator = torch::make_generator<torch::CPUGeneratorImpl>(mix_seeds(m_recipe.seed + 3, picture));
        const LoraExample& example = m_held_out->get(picture);
        for (const double place : kHeldOutPlaces) {
            throw_if_stopped(m_inputs.stop);
            const auto latent = wide(example.latent, m_inputs.device);
            const auto noise = torch::randn(latent.sizes(), generator, torch::kFloat32).to(m_inputs.device);
            const auto timestep = begin + static_cast<std::int64_t>(place * static_cast<double>(end - begin));
            const auto timesteps =
                torch::full({1}, timestep, torch::TensorOptions().dtype(torch::kInt64).device(m_inputs.device));
            sum += loss(latent, noise, timesteps, {example.caption}).item<double>();
        }
    }
    return sum / static_cast<double>(m_held_out->size() * kHeldOutPlaces.size());
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/diffusion_trainer.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/random.h"
#include "core/diffusion/clip_tokenizer.h"
#include "core/diffusion/noise_schedule.h"
#include "core/nn/io/fitting_weights.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/nn/models/clip_text_encoder.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/training/base_model/base_samples.h"
#include "core/training/base_model/held_out_watch.h"
#include "core/training/base_model/latent_cache.h"
#include "core/training/loop/initialization.h"
#include "core/training/loop/weight_average.h"

namespace destudio::training {

namespace {

constexpr const char* kUnetPrefix = "unet.";
constexpr const char* kTextPrefix = "text_encoder.";
constexpr const char* kHeldOutFile = "held-out.json";
constexpr std::uint64_t kHeldOutPictures = 64;
constexpr std::array<std::int64_t, 4> kHeldOutTimesteps = {80, 250, 450, 750};
std::size_t held_out_count(const BaseTrainingRun& run);

/// The networks and tables of one run.
class DiffusionTrainer {
public:
    explicit DiffusionTrainer(const BaseTrainingRun& run);
    void train();

private:
    TrainingLoop::Losses step(std::int64_t step);
    std::vector<std::size_t> draw_pictures(Random& random) const;
    torch::Tensor draw_timesteps(torch::Generator& generator) const;
    torch::Tensor token_ids(const std::vector<std::string>& captions, Random& random) const;
    torch::Tensor weighted_error(const torch::Tensor& error, const torch::Tensor& timesteps) const;
    /// With the averaged weights, on the same pictures and noise every time.
    double held_out_loss();
    nlohmann::json evaluate(std::int64_t step);
    void write_bundle_parts();

    const BaseTrainingRun& m_run;
    const DiffusionRecipe& m_recipe;
    diffusion::ClipTokenizer m_tokenizer;
    nn::AutoencoderKlConfig m_vae_config;
    nn::AutoencoderKl m_vae;
    nn::ClipTextConfig m_text_config;
    nn::ClipTextEncoder m_text;
    nn::Unet2dConditionConfig m_unet_config;
    nn::Unet2dCondition m_unet;
    MixedPrecision m_unet_precision;
    MixedPrecision m_text_precision;
    AdamW m_optimiser;
    ExponentialMovingAverage m_average;
    diffusion::NoiseSchedule m_schedule;
    torch::Tensor m_alphas_cumprod;  ///< [1000] float32 on the run's device
    LatentCache m_latents;
    LatentCache m_held_out;
    HeldOutWatch m_watch;
};

std::size_t held_out_count(const BaseTrainingRun& run) {
    const std::uint64_t count = run.pictures.held_out->count();
    return static_cast<std::size_t>(count == 0 ? kHeldOutPictures : std::min(count, kHeldOutPictures));
}

nn::ClipTextConfig text_config_for(const nlohmann::json& json, int vocabulary_size) {
    nlohmann::json with_size = json;
    with_size["vocab_size"] = vocabulary_size;
    return nn::parse_clip_text_config(with_size, "the recipe's text_config");
}

/// Fresh weights, or what fits of the bundle to start from, on the run's device.
torch::nn::Module& initialized(torch::nn::Module& module, const BaseTrainingRun& run,
                               const std::filesystem::path& file) {
    initialize_for_training(module);
    if (!run.start_from.empty()) {
        const auto weights = nn::find_weights(run.start_from / file.parent_path(), file.filename().string());
        const auto fitting = nn::load_fitting_weights(module, *nn::open_weights(weights));
        if (fitting.kept == 0) {
            throw ConfigError(weights.string() +
                              " has no weight that fits the recipe's model; leave the networks out " +
                              "of the recipe to take those of the bundle.");
        }
        if (fitting.kept < fitting.total) {
            spdlog::info("{}: {} of {} weights fit and are kept, the others start anew", weights.string(), fitting.kept,
                         fitting.total);
        }
    }
    module.to(run.device);
    return module;
}

std::vector<NamedParameter> joined(const std::vector<NamedParameter>& a, const std::vector<NamedParameter>& b) {
    std::vector<NamedParameter> all = a;
    all.insert(all.end(), b.begin(), b.end());
    return all;
}

AdamWOptions optimiser_options(const DiffusionRecipe& recipe) {
    AdamWOptions options;
    options.weight_decay = recipe.weight_decay;
    return options;
}

DiffusionTrainer::DiffusionTrainer(const BaseTrainingRun& run)
    : m_run(run),
      m_recipe(run.recipe.diffusion),
      m_tokenizer(run.bundle() / "tokenizer"),
      m_vae_config(nn::read_autoencoder_kl_config(run.bundle() / "vae" / "config.json")),
      m_vae(m_vae_config),
      m_text_config(text_config_for(m_recipe.text_config, m_tokenizer.vocabulary_size())),
      m_text(m_text_config),
      m_unet_config(nn::parse_unet_2d_condition_config(m_recipe.unet_config, "the recipe's unet_config")),
      m_unet(m_unet_config),
      m_unet_precision(initialized(m_unet, run, "unet/diffusion_pytorch_model"), run.compute_dtype(), kUnetPrefix),
      m_text_precision(initialized(m_text, run, "text_encoder/model"), run.compute_dtype(), kTextPrefix),
      m_optimiser(joined(m_unet_precision.masters(), m_text_precision.masters()), optimiser_options(m_recipe)),
      m_average(m_optimiser.parameters(), m_recipe.ema_decay),
      m_alphas_cumprod(torch::tensor(m_schedule.alphas_cumprod(), torch::kFloat32).to(run.device)),
      m_latents(*run.pictures.training, m_vae, static_cast<std::size_t>(m_recipe.scenes)),
      m_held_out(*run.pictures.held_out, m_vae, held_out_count(run)),
      m_watch(run.out / kHeldOutFile, run.recipe.evaluate_every > 0 ? m_recipe.patience : 0) {
    const auto folder = run.bundle() / "vae";
    nn::load_weights(m_vae, nn::find_weights(folder, "diffusion_pytorch_model"));
    m_vae.to(run.device, run.compute_dtype());
    for (auto& parameter : m_vae.parameters()) {
        parameter.requires_grad_(false);
    }
}

std::vector<std::size_t> DiffusionTrainer::draw_pictures(Random& random) const {
    std::vector<std::size_t> pictures;
    for (int i = 0; i < m_recipe.batch; ++i) {
        pictures.push_back(
            static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(m_latents.picture_count()) - 1)));
    }
    return pictures;
}

torch::Tensor DiffusionTrainer::draw_timesteps(torch::Generator& generator) const {
    const auto count = static_cast<double>(m_alphas_cumprod.size(0));
    const torch::Tensor uniform = torch::rand({m_recipe.batch}, generator, torch::kFloat64);
    return (uniform.pow(m_recipe.timestep_bias) * count).to(torch::kInt64).clamp_max(m_alphas_cumprod.size(0) - 1);
}

torch::Tensor DiffusionTrainer::token_ids(const std::vector<std::string>& captions, Random& random) const {
    std::vector<std::string> kept;
    for (const auto& caption : captions) {
        kept.push_back(random.chance(m_recipe.caption_dropout) ? std::string() : caption);
    }
    return m_tokenizer.encode(kept).to(m_run.device);
}

torch::Tensor DiffusionTrainer::weighted_error(const torch::Tensor& error, const torch::Tensor& timesteps) const {
    // min-SNR weights; for v-prediction the plain loss already carries the factor SNR + 1.
    const bool is_v = m_recipe.prediction_type == "v_prediction";
    const torch::Tensor alpha_bar = m_alphas_cumprod.index_select(0, timesteps).view({-1, 1, 1, 1});
    const torch::Tensor snr = alpha_bar / (1.0 - alpha_bar);
    return snr.clamp_max(m_recipe.min_snr_gamma) / (is_v ? snr + 1.0 : snr) * error;
}

TrainingLoop::Losses DiffusionTrainer::step(std::int64_t step) {
    const std::uint64_t seed = mix_seeds(m_run.recipe.seed + 1, static_cast<std::uint64_t>(step));
    Random random(seed);
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    const auto normal = [&](at::IntArrayRef shape) {
        return torch::randn(shape, generator, torch::kFloat32).to(m_run.device);
    };

    const LatentBatch pictures = m_latents.batch(draw_pictures(random));
    const torch::Tensor mean = nn::moments_mean(pictures.moments);
    const torch::Tensor latents =
        nn::moments_sample(pictures.moments, normal(mean.sizes())) * m_vae_config.scaling_factor;
    const torch::Tensor timesteps = draw_timesteps(generator).to(m_run.device);
    const torch::Tensor noise = normal(latents.sizes());
    const torch::Tensor noisy = m_schedule.add_noise(latents, noise, timesteps);
    const bool is_v = m_recipe.prediction_type == "v_prediction";
    const torch::Tensor target = is_v ? m_schedule.velocity(latents, noise, timesteps) : noise;

    const torch::Tensor context = m_text.forward(token_ids(pictures.captions, random));
    const torch::Tensor input = noisy.to(m_run.compute_dtype(), false, false, torch::MemoryFormat::ChannelsLast);
    const torch::Tensor predicted = m_unet.forward(input, timesteps, context).sample.to(torch::kFloat32);

    const torch::Tensor error = (predicted - target).square();
    const torch::Tensor loss = weighted_error(error, timesteps).mean();
    loss.backward();
    return {{"loss", loss.item<double>()}, {"error", error.mean().item<double>()}};
}

double DiffusionTrainer::held_out_loss() {
    const torch::NoGradGuard no_grad;
    nn::Unet2dCondition unet(m_unet_config);
    copy_average(m_average, kUnetPrefix, unet);
    unet.to(m_run.device, m_run.compute_dtype());
    nn::ClipTextEncoder text(m_text_config);
    copy_average(m_average, kTextPrefix, text);
    text.to(m_run.device, m_run.compute_dtype());
    const bool is_v = m_recipe.prediction_type == "v_prediction";
    double sum = 0;
    for (std::size_t picture = 0; picture < m_held_out.picture_count(); ++picture) {
        auto generator = torch::make_generator<torch::CPUGeneratorImpl>(mix_seeds(m_run.recipe.seed + 3, picture));
        const LatentBatch known = m_held_out.batch({picture});
        const torch::Tensor latents = (nn::moments_mean(known.moments) * m_vae_config.scaling_factor)
                                          .repeat({static_cast<std::int64_t>(kHeldOutTimesteps.size()), 1, 1, 1});
        const torch::Tensor timesteps =
            torch::tensor(std::vector<std::int64_t>(kHeldOutTimesteps.begin(), kHeldOutTimesteps.end()))
                .to(m_run.device);
        const torch::Tensor noise = torch::randn(latents.sizes(), generator, torch::kFloat32).to(m_run.device);
        const torch::Tensor noisy = m_schedule.add_noise(latents, noise, timesteps);
        const torch::Tensor target = is_v ? m_schedule.velocity(latents, noise, timesteps) : noise;
        const torch::Tensor context =
            text.forward(m_tokenizer.encode(known.captions).to(m_run.device)).expand({latents.size(0), -1, -1});
        const torch::Tensor predicted =
            unet.forward(noisy.to(m_run.compute_dtype(), false, false, torch::MemoryFormat::ChannelsLast), timesteps,
                         context)
                .sample.to(torch::kFloat32);
        sum += weighted_error((predicted - target).square(), timesteps).mean().item<double>();
    }
    return sum / static_cast<double>(m_held_out.picture_count());
}

nlohmann::json DiffusionTrainer::evaluate(std::int64_t step) {
    const double loss = held_out_loss();
    if (!std::isfinite(loss)) {
        throw Error("Training diverged at step " + std::to_string(step) +
                    " of diffusion: the loss on held-out pictures is not a number. Lower the learning rate.");
    }
    const bool is_lowest = m_watch.note(step, loss);
    if (is_lowest || m_recipe.patience == 0) {
        write_bundle_parts();
        if (m_run.show_samples) {
            m_run.show_samples(diffusion_samples(m_run, step));
        }
    }
    if (m_watch.should_end()) {
        spdlog::info(
            "diffusion: ends at step {}; the loss on held-out pictures was lowest after step {}, whose weights "
            "the bundle has",
            step, m_watch.best_step());
    }
    return {{"held_out_loss", loss}, {"lowest", is_lowest}};
}

void DiffusionTrainer::write_bundle_parts() {
    nn::Unet2dCondition unet(m_unet_config);
    copy_average(m_average, kUnetPrefix, unet);
    nn::ClipTextEncoder text(m_text_config);
    copy_average(m_average, kTextPrefix, text);
    const auto bundle = m_run.bundle();
    nn::save_weights(unet, bundle / "unet" / "diffusion_pytorch_model.safetensors", torch::kFloat16);
    nn::save_weights(text, bundle / "text_encoder" / "model.safetensors", torch::kFloat16);
    write_file_atomically(bundle / "unet" / "config.json", nn::to_json(m_unet_config).dump(2) + "\n");
    write_file_atomically(bundle / "text_encoder" / "config.json", nn::to_json(m_text_config).dump(2) + "\n");
}

void DiffusionTrainer::train() {
    TrainingLoop loop(m_run.loop_options("diffusion", m_recipe), {&m_unet_precision, &m_text_precision}, m_optimiser,
                      &m_average);
    loop.on_checkpoint = [this](std::int64_t) {
        // Where the lowest held-out loss decides, the bundle changes after evaluations alone, but for its beginning.
        if (m_run.recipe.evaluate_every == 0 || m_recipe.patience == 0 || m_watch.best_step() < 0) {
            write_bundle_parts();
        }
    };
    if (m_run.recipe.evaluate_every > 0) {
        loop.on_evaluation = [this](std::int64_t done) { return evaluate(done); };
        loop.should_end = [this] { return m_watch.should_end(); };
    }
    loop.run([this](std::int64_t index) { return step(index); }, m_run.stop, m_run.progress);
    if (m_recipe.steps == 0) {
        // A bundle that is taken over as it is.
        write_bundle_parts();
    }
}

}  // namespace

void train_diffusion(const BaseTrainingRun& run) {
    torch::manual_seed(run.recipe.seed + 2);
    DiffusionTrainer(run).train();
}

}  // namespace destudio::training

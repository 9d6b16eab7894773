// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/autoencoder_trainer.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/nn/io/fitting_weights.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/weights.h"
#include "core/nn/models/autoencoder_kl.h"
#include "core/training/base_model/base_samples.h"
#include "core/training/base_model/grown_autoencoder.h"
#include "core/training/base_model/picture_batch.h"
#include "core/training/loop/initialization.h"
#include "core/training/loop/weight_average.h"

namespace destudio::training {

namespace {

constexpr int kPicturesForStatistics = 256;
constexpr int kStatisticsBatch = 16;
constexpr int kPicturesForPsnr = 64;
constexpr int kPicturesOnTheWay = 16;

/// `wanted`, or as many as a source has.
int available(const CaptionedSource& source, int wanted) {
    return source.count() == 0 ? wanted : static_cast<int>(std::min<std::uint64_t>(source.count(), wanted));
}

/// Starts with nearly exact latents (log-variance -6 everywhere). With the usual start, a deviation of 1, the decoder
/// sees little but noise and hundreds of steps go by until the encoder has outgrown it.
void start_with_little_noise(nn::AutoencoderKl& model) {
    torch::NoGradGuard no_grad;
    for (auto& item : model.named_parameters()) {
        if (item.key() == "quant_conv.weight") {
            item.value().chunk(2, 0)[1].zero_();
        } else if (item.key() == "quant_conv.bias") {
            item.value().chunk(2, 0)[1].fill_(-6.0);
        }
    }
}

/// One random square of each picture.
torch::Tensor random_crops(const torch::Tensor& images, int crop, std::uint64_t seed) {
    if (crop <= 0 || crop >= std::min(images.size(2), images.size(3))) {
        return images;
    }
    Random random(seed);
    std::vector<torch::Tensor> crops;
    for (std::int64_t b = 0; b < images.size(0); ++b) {
        const std::int64_t y = random.integer(0, images.size(2) - crop);
        const std::int64_t x = random.integer(0, images.size(3) - crop);
        crops.push_back(images[b].slice(1, y, y + crop).slice(2, x, x + crop));
    }
    return torch::stack(crops);
}

/// Mean absolute error of the horizontal and vertical differences.
torch::Tensor edge_loss(const torch::Tensor& a, const torch::Tensor& b) {
    const torch::Tensor error = a - b;
    return torch::diff(error, 1, 2).abs().mean() + torch::diff(error, 1, 3).abs().mean();
}

/// Standard deviation of the latent means over held-out pictures.
double latent_deviation(const BaseTrainingRun& run, nn::AutoencoderKl& model) {
    torch::NoGradGuard no_grad;
    std::vector<torch::Tensor> means;
    const CaptionedSource& pictures = *run.pictures.held_out;
    const int count = available(pictures, kPicturesForStatistics);
    for (int i = 0; i < count; i += kStatisticsBatch) {
        const int batch = std::min(kStatisticsBatch, count - i);
        const torch::Tensor images =
            picture_batch(pictures, static_cast<std::uint64_t>(i), batch).images.to(run.device);
        means.push_back(nn::moments_mean(model.encode_moments(images)));
    }
    return torch::cat(means).std().item<double>();
}

/// Mean PSNR in dB of decode(mean of encode) on `count` pictures.
double psnr_of(const CaptionedSource& pictures, int count, torch::Device device, nn::AutoencoderKl& model) {
    torch::NoGradGuard no_grad;
    double sum = 0;
    for (int i = 0; i < count; ++i) {
        const torch::Tensor image = picture_batch(pictures, static_cast<std::uint64_t>(i), 1).images.to(device);
        const torch::Tensor mean = nn::moments_mean(model.encode_moments(image));
        const torch::Tensor decoded = model.decode(mean).clamp(-1, 1);
        // Values span 2, so the peak is 2.
        sum += 10.0 * std::log10(4.0 / (decoded - image).square().mean().item<double>());
    }
    return sum / count;
}

/// The networks and tables of one run.
class AutoencoderTrainer {
public:
    explicit AutoencoderTrainer(const BaseTrainingRun& run);
    void train();

private:
    /// A fresh autoencoder, with what fits of the bundle to start from, or the grown one of it.
    std::unique_ptr<nn::AutoencoderKl> initial_model() const;
    torch::nn::Module& trained_part(nn::AutoencoderKl& model) const;
    void freeze_the_rest();
    TrainingLoop::Losses step(std::int64_t step);
    /// With the averaged weights.
    std::unique_ptr<nn::AutoencoderKl> averaged_model() const;
    nlohmann::json evaluate(std::int64_t step) const;
    void write_bundle_part();

    const BaseTrainingRun& m_run;
    const AutoencoderRecipe& m_recipe;
    bool m_grown;
    std::string m_prefix;  ///< of the names of the weights that are trained
    std::unique_ptr<nn::AutoencoderKl> m_model;
    MixedPrecision m_precision;
    AdamW m_optimiser;
    ExponentialMovingAverage m_average;
};

AdamWOptions optimiser_options() {
    AdamWOptions options;
    options.weight_decay = 0;
    return options;
}

AutoencoderTrainer::AutoencoderTrainer(const BaseTrainingRun& run)
    : m_run(run),
      m_recipe(run.recipe.autoencoder),
      m_grown(run.recipe.autoencoder.grow > 1),
      m_prefix(m_grown ? "decoder." : ""),
      m_model(initial_model()),
      m_precision(trained_part(*m_model), run.compute_dtype(), m_prefix),
      m_optimiser(m_precision.masters(), optimiser_options()),
      m_average(m_precision.masters(), m_recipe.ema_decay) {
    freeze_the_rest();
}

std::unique_ptr<nn::AutoencoderKl> AutoencoderTrainer::initial_model() const {
    std::unique_ptr<nn::AutoencoderKl> model;
    if (m_grown) {
        const auto folder = m_run.start_from / "vae";
        nn::AutoencoderKl small(nn::read_autoencoder_kl_config(folder / "config.json"));
        nn::load_weights(small, nn::find_weights(folder, "diffusion_pytorch_model"));
        model = std::make_unique<nn::AutoencoderKl>(grown_config(small.config(), m_recipe.grow));
        grow_autoencoder(small, *model);
    } else {
        model = std::make_unique<nn::AutoencoderKl>(
            nn::parse_autoencoder_kl_config(m_recipe.config, "the recipe's autoencoder config"));
        initialize_for_training(*model);
        start_with_little_noise(*model);
        if (m_run.adapts_autoencoder()) {
            const auto file = nn::find_weights(m_run.start_from / "vae", "diffusion_pytorch_model");
            const auto fitting = nn::load_fitting_weights(*model, *nn::open_weights(file));
            spdlog::debug("autoencoder: {} of {} weights are those of {}", fitting.kept, fitting.total, file.string());
        }
    }
    model->to(m_run.device);
    return model;
}

torch::nn::Module& AutoencoderTrainer::trained_part(nn::AutoencoderKl& model) const {
    return m_grown ? static_cast<torch::nn::Module&>(model.decoder()) : model;
}

void AutoencoderTrainer::freeze_the_rest() {
    for (auto& item : m_model->named_parameters()) {
        if (!item.key().starts_with(m_prefix)) {
            item.value().set_data(item.value().to(m_run.compute_dtype()));
            item.value().requires_grad_(false);
        }
    }
}

TrainingLoop::Losses AutoencoderTrainer::step(std::int64_t step) {
    const auto first = static_cast<std::uint64_t>(step) * static_cast<std::uint64_t>(m_recipe.batch);
    const torch::Tensor pictures = picture_batch(*m_run.pictures.training, first, m_recipe.batch).images;
    const std::uint64_t seed = mix_seeds(m_run.recipe.seed, static_cast<std::uint64_t>(step));
    const torch::Tensor image = random_crops(pictures, m_recipe.crop, seed).to(m_run.device);

    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    const torch::Tensor moments =
        m_model->encode_moments(image.to(m_run.compute_dtype(), false, false, torch::MemoryFormat::ChannelsLast))
            .to(torch::kFloat32);
    const torch::Tensor mean = nn::moments_mean(moments);
    const torch::Tensor logvar = nn::moments_logvar(moments);
    const torch::Tensor noise = torch::randn(mean.sizes(), generator, torch::kFloat32).to(m_run.device);
    const torch::Tensor latent = nn::moments_sample(moments, noise);
    const torch::Tensor decoded = m_model->decode(latent.to(m_run.compute_dtype())).to(torch::kFloat32);

    const torch::Tensor pixel = (decoded - image).abs().mean();
    const torch::Tensor edge = edge_loss(decoded, image);
    const torch::Tensor kl = 0.5 * (mean.square() + logvar.exp() - 1.0 - logvar).mean();
    const torch::Tensor loss = pixel + m_recipe.edge_weight * edge + m_recipe.kl_weight * kl;
    loss.backward();
    return {{"loss", loss.item<double>()},
            {"pixel", pixel.item<double>()},
            {"edge", edge.item<double>()},
            {"kl", kl.item<double>()}};
}

std::unique_ptr<nn::AutoencoderKl> AutoencoderTrainer::averaged_model() const {
    auto model = initial_model();
    copy_average(m_average, m_prefix, trained_part(*model));
    return model;
}

nlohmann::json AutoencoderTrainer::evaluate(std::int64_t step) const {
    const auto model = averaged_model();
    const CaptionedSource& pictures = *m_run.pictures.held_out;
    if (m_run.show_samples) {
        m_run.show_samples(autoencoder_samples(pictures, *model, m_run.device, step));
    }
    return {{"psnr", psnr_of(pictures, available(pictures, kPicturesOnTheWay), m_run.device, *model)}};
}

void AutoencoderTrainer::write_bundle_part() {
    const auto model = averaged_model();
    nn::AutoencoderKlConfig config = model->config();
    if (!m_grown) {
        config.scaling_factor = 1.0 / latent_deviation(m_run, *model);
    }
    const int measured = available(*m_run.pictures.measured, kPicturesForPsnr);
    spdlog::info("autoencoder: PSNR {:.2f} dB on {} test pictures, latent scaling factor {:.4f}",
                 psnr_of(*m_run.pictures.measured, measured, m_run.device, *model), measured, config.scaling_factor);
    const auto folder = m_run.bundle() / "vae";
    nn::save_weights(*model, folder / "diffusion_pytorch_model.safetensors", torch::kFloat16);
    // The configuration is written last: its presence says that the stage is complete.
    write_file_atomically(folder / "config.json", nn::to_json(config).dump(2) + "\n");
}

void AutoencoderTrainer::train() {
    TrainingLoop loop(m_run.loop_options("autoencoder", m_recipe), {&m_precision}, m_optimiser, &m_average);
    bool changed = !std::filesystem::exists(m_run.bundle() / "vae" / "config.json");
    loop.on_checkpoint = [&](std::int64_t) { changed = true; };
    if (m_run.recipe.evaluate_every > 0) {
        loop.on_evaluation = [this](std::int64_t done) { return evaluate(done); };
    }
    loop.run([this](std::int64_t index) { return step(index); }, m_run.stop, m_run.progress);
    if (changed) {
        write_bundle_part();
    }
}

}  // namespace

void train_autoencoder(const BaseTrainingRun& run) {
    torch::manual_seed(run.recipe.seed);
    AutoencoderTrainer(run).train();
}

}  // namespace destudio::training

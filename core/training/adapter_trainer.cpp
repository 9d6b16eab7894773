// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_trainer.h"

#include <chrono>
#include <cmath>
#include <memory>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/detection/contrastive_denoising.h"
#include "core/detection/dino_criterion.h"
#include "core/nn/weights.h"
#include "core/training/adamw.h"
#include "core/training/adapter_dataset.h"
#include "core/training/adapter_evaluation.h"
#include "core/training/adapter_features.h"
#include "core/training/checkpoint.h"
#include "core/training/exponential_moving_average.h"
#include "core/training/training_log.h"

namespace destudio::training {

namespace {

constexpr const char* kStage = "adapter";
constexpr const char* kEvaluationStage = "adapter-evaluation";

AdamWOptions optimiser_options(const AdapterRecipe& recipe) {
    AdamWOptions options;
    options.weight_decay = recipe.weight_decay;
    return options;
}

torch::ScalarType compute_dtype(const AdapterRecipe& recipe) {
    return recipe.dtype == "bfloat16" ? torch::kBFloat16 : torch::kFloat32;
}

/// The state of one training.
class AdapterTrainer {
public:
    explicit AdapterTrainer(const AdapterTrainingRun& run);
    AdapterTrainingResult train();

private:
    nlohmann::json step(std::int64_t step);
    /// Makes m_batch and m_pyramid those of batch number `number`, unless they are already.
    void fetch_batch(std::int64_t number);
    AdapterBatch draw_batch(std::int64_t number, Random& random) const;
    void checkpoint(std::int64_t steps_done) const;
    void evaluate(std::int64_t steps_done, TrainingLog& log);
    void write_adapter(detection::DinoAdapter& adapter) const;
    void read_best();
    bool is_evaluation_due(std::int64_t done) const;
    std::filesystem::path best_path() const { return m_run.out / "best.json"; }
    std::filesystem::path checkpoint_path() const { return m_run.out / "adapter-checkpoint.safetensors"; }

    const AdapterTrainingRun& m_run;
    const AdapterRecipe& m_recipe;
    AdapterFeatures m_features;
    std::shared_ptr<detection::DinoAdapter> m_adapter;
    AdamW m_optimiser;
    std::unique_ptr<ExponentialMovingAverage> m_average;
    AdapterTrainingResult m_result;
    std::int64_t m_evaluated_step = 0;  ///< steps done at the last evaluation; 0: none yet
    std::int64_t m_batch_number = -1;
    AdapterBatch m_batch;
    detection::FeaturePyramid m_pyramid;
};

std::shared_ptr<detection::DinoAdapter> make_adapter(const AdapterTrainingRun& run, const AdapterFeatures& features) {
    torch::manual_seed(run.recipe.seed);
    auto adapter = std::make_shared<detection::DinoAdapter>(
        adapter_config(run.recipe, features.channels(), run.training.classes()));
    adapter->to(run.device);
    return adapter;
}

AdapterTrainer::AdapterTrainer(const AdapterTrainingRun& run)
    : m_run(run),
      m_recipe(run.recipe),
      m_features(run.bundle, run.device, compute_dtype(run.recipe)),
      m_adapter(make_adapter(run, m_features)),
      m_optimiser(m_adapter->unique_parameters(), optimiser_options(run.recipe)) {
    if (m_recipe.image_size % m_features.factor() != 0) {
        throw ConfigError("The recipe's image_size must be a multiple of " + std::to_string(m_features.factor()) +
                          ", the autoencoder's reduction.");
    }
    if (m_recipe.ema_decay > 0) {
        m_average = std::make_unique<ExponentialMovingAverage>(m_optimiser.parameters(), m_recipe.ema_decay);
    }
    m_result.adapter = run.out / "adapter";
}

AdapterBatch AdapterTrainer::draw_batch(std::int64_t number, Random& random) const {
    const auto indices = step_indices(m_run.training, number, m_recipe.batch, m_recipe.seed);
    std::vector<bool> mirrored;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        mirrored.push_back(random.chance(m_recipe.flip_probability));
    }
    AdapterBatch batch = make_batch(m_run.training, indices, m_recipe.image_size, mirrored);
    for (detection::Target& target : batch.targets) {
        target = {target.labels.to(m_run.device), target.boxes.to(m_run.device)};
    }
    return batch;
}

void AdapterTrainer::fetch_batch(std::int64_t number) {
    if (number == m_batch_number) {
        return;
    }
    const std::uint64_t seed = mix_seeds(mix_seeds(m_recipe.seed, 1), static_cast<std::uint64_t>(number));
    Random random(seed);
    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    m_batch = draw_batch(number, random);
    const auto noise =
        torch::randn(m_features.latent_shape(m_recipe.batch, m_recipe.image_size), generator, torch::kFloat32);
    const auto timesteps =
        torch::randint(m_recipe.min_timestep, m_recipe.max_timestep + 1, {m_recipe.batch}, generator, torch::kInt64);
    m_pyramid = m_features.extract(m_batch.images, timesteps, noise);
    m_batch_number = number;
}

nlohmann::json AdapterTrainer::step(std::int64_t step) {
    using Clock = std::chrono::steady_clock;
    const auto seconds = [](Clock::time_point from, Clock::time_point to) {
        return std::chrono::duration<double>(to - from).count();
    };
    const auto begin = Clock::now();
    fetch_batch(step / m_recipe.feature_repeats);
    const auto extracted = Clock::now();

    auto generator = torch::make_generator<torch::CPUGeneratorImpl>(
        mix_seeds(mix_seeds(m_recipe.seed, 2), static_cast<std::uint64_t>(step)));
    const auto& config = m_adapter->config();
    const detection::DenoisingOptions options{config.dn_number, config.label_noise_ratio, config.box_noise_scale,
                                              config.num_queries, config.num_classes};
    const auto draws = detection::draw_denoising(m_batch.targets, options, generator);
    const auto denoising =
        detection::make_denoising_queries(m_batch.targets, options, draws, m_adapter->label_embedding());
    const auto mask =
        torch::zeros({m_recipe.batch, m_recipe.image_size, m_recipe.image_size}, torch::kBool).to(m_run.device);
    const auto output = m_adapter->forward(m_pyramid, mask, denoising);
    const auto losses = detection::dino_losses(detection::criterion_input(output), m_batch.targets);
    m_optimiser.zero_grad();
    losses.total.backward();
    const double norm = m_optimiser.clip_grad_norm(m_recipe.max_gradient_norm);
    const double total = losses.total.item<double>();
    if (!std::isfinite(total) || !std::isfinite(norm)) {
        throw Error("Training diverged at step " + std::to_string(step) +
                    ": the loss is not a number. Lower the learning rate and run again from the last checkpoint.");
    }
    m_optimiser.step(m_recipe.learning_rate_at(step));
    if (m_average) {
        m_average->update(step);
    }
    const auto end = Clock::now();

    nlohmann::json line = {{"stage", kStage},
                           {"step", step},
                           {"learning_rate", m_recipe.learning_rate_at(step)},
                           {"gradient_norm", norm},
                           {"loss", total},
                           {"seconds_features", seconds(begin, extracted)},
                           {"seconds_adapter", seconds(extracted, end)},
                           {"images_per_second", m_recipe.batch / seconds(begin, end)}};
    for (const auto& [name, value] : losses.unweighted) {
        line[name] = value.item<double>();
    }
    return line;
}

void AdapterTrainer::checkpoint(std::int64_t steps_done) const {
    save_checkpoint(checkpoint_path(), m_optimiser, m_average.get(), steps_done);
}

void AdapterTrainer::write_adapter(detection::DinoAdapter& adapter) const {
    nlohmann::json config = detection::to_json(adapter.config());
    config["training"] = {{"steps", m_result.best_step},
                          {"batch", m_recipe.batch},
                          {"image_size", m_recipe.image_size},
                          {"learning_rate", m_recipe.learning_rate},
                          {"min_timestep", m_recipe.min_timestep},
                          {"max_timestep", m_recipe.max_timestep},
                          {"seed", m_recipe.seed},
                          {"held_out_AP", m_result.best_ap},
                          {"held_out_AP50", m_result.best_ap50}};
    nn::save_weights(adapter, m_result.adapter / "model.safetensors");
    write_file_atomically(m_result.adapter / "config.json", config.dump(2) + "\n");
}

void AdapterTrainer::evaluate(std::int64_t steps_done, TrainingLog& log) {
    auto adapter = m_adapter;
    if (m_average) {
        adapter = std::make_shared<detection::DinoAdapter>(m_adapter->config());
        adapter->to(m_run.device);
        const torch::NoGradGuard no_grad;
        const auto parameters = adapter->unique_parameters();
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            parameters[i].second.detach().copy_(m_average->averages()[i].second);
        }
    }
    const auto figures = evaluate_adapter(adapter, m_features, m_run.held_out, m_recipe, m_run.stop);
    log.write({{"stage", kEvaluationStage},
               {"step", steps_done},
               {"AP", figures.stats[0]},
               {"AP50", figures.stats[1]},
               {"AP75", figures.stats[2]},
               {"APs", figures.stats[3]},
               {"APm", figures.stats[4]},
               {"APl", figures.stats[5]},
               {"AR100", figures.stats[8]}});
    if (m_evaluated_step == 0 || figures.stats[0] > m_result.best_ap) {
        m_result.best_ap = figures.stats[0];
        m_result.best_ap50 = figures.stats[1];
        m_result.best_step = steps_done;
        write_adapter(*adapter);
    }
    m_evaluated_step = steps_done;
    const nlohmann::json best = {{"step", m_result.best_step},
                                 {"AP", m_result.best_ap},
                                 {"AP50", m_result.best_ap50},
                                 {"evaluated_step", m_evaluated_step}};
    write_file_atomically(best_path(), best.dump() + "\n");
}

void AdapterTrainer::read_best() {
    if (std::filesystem::exists(best_path())) {
        const auto json = read_json(best_path());
        m_result.best_ap = json.value("AP", -1.0);
        m_result.best_ap50 = json.value("AP50", -1.0);
        m_result.best_step = json.value("step", std::int64_t{0});
        m_evaluated_step = json.value("evaluated_step", std::int64_t{0});
    }
}

bool AdapterTrainer::is_evaluation_due(std::int64_t done) const {
    const bool planned = done == m_recipe.steps || (done > 0 && done % m_recipe.evaluate_every == 0);
    return planned && m_evaluated_step < done;
}

AdapterTrainingResult AdapterTrainer::train() {
    std::int64_t done = load_checkpoint(checkpoint_path(), m_optimiser, m_average.get()).value_or(0);
    if (done > 0) {
        read_best();
    }
    TrainingLog(m_run.out / "log.jsonl", kEvaluationStage, done + 1);  // drops what a lost part of the run wrote
    TrainingLog log(m_run.out / "log.jsonl", kStage, done);
    const auto started = std::chrono::steady_clock::now();
    const std::int64_t first = done;
    while (true) {
        if (is_evaluation_due(done)) {
            evaluate(done, log);
        }
        if (done >= m_recipe.steps) {
            return m_result;
        }
        if (m_run.stop.stop_requested()) {
            checkpoint(done);
            throw CancelledError();
        }
        nlohmann::json line = step(done);
        ++done;
        const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        line["seconds_left"] = elapsed / static_cast<double>(done - first) * static_cast<double>(m_recipe.steps - done);
        log.write(line);
        if (m_run.progress) {
            m_run.progress({kStage, done, m_recipe.steps});
        }
        if (is_evaluation_due(done) || done % m_recipe.checkpoint_every == 0) {
            checkpoint(done);
        }
    }
}

}  // namespace

AdapterTrainingResult train_adapter(const AdapterTrainingRun& run) {
    return AdapterTrainer(run).train();
}

}  // namespace destudio::training

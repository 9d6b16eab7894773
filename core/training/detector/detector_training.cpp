// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_training.h"

#include <chrono>
#include <memory>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/base/random.h"
#include "core/detection/detector_factory.h"
#include "core/nn/functional/layers.h"
#include "core/training/detector/detector_batch.h"
#include "core/training/detector/detector_evaluation.h"
#include "core/training/loop/adamw.h"
#include "core/training/loop/exponential_moving_average.h"
#include "core/training/loop/mixed_precision.h"
#include "core/training/loop/sgd.h"
#include "core/training/loop/training_loop.h"

namespace destudio::training {

namespace {

std::unique_ptr<Optimiser> make_optimiser(const DetectorRecipe& recipe, std::vector<NamedParameter> parameters) {
    if (recipe.optimiser == "sgd") {
        return std::make_unique<Sgd>(std::move(parameters), SgdOptions{recipe.momentum, recipe.weight_decay});
    }
    AdamWOptions options;
    options.weight_decay = recipe.weight_decay;
    return std::make_unique<AdamW>(std::move(parameters), options);
}

TrainingLoopOptions loop_options(const DetectorTraining& training) {
    const DetectorRecipe& recipe = training.recipe;
    TrainingLoopOptions options;
    options.stage = training.stage;
    options.steps = recipe.steps;
    options.batch = recipe.batch;
    options.learning_rate = recipe.schedule();
    options.max_gradient_norm = recipe.max_gradient_norm;
    options.checkpoint_every = recipe.checkpoint_every;
    options.evaluate_every = recipe.evaluate_every;
    options.evaluate_start = training.choices.measure_start;
    options.folder = training.out;
    return options;
}

/// The state of one training.
class Trainer {
public:
    explicit Trainer(const DetectorTraining& training);
    DetectorTrainingResult run();

private:
    TrainingLoop::Losses step(std::int64_t step);
    /// Makes m_batch and m_features those of a part of batch number `number`, unless they are already.
    void fetch_batch(std::int64_t number, int part);
    /// Backward of a part of the step's batch; adds to the losses. @return seconds spent on its inputs
    double part_of_step(std::int64_t step, int part, TrainingLoop::Losses& losses);
    nlohmann::json evaluate(std::int64_t steps_done);
    /// The detector with the averaged weights, or the masters where there is no average, in float32.
    std::unique_ptr<detection::Detector> finished_detector() const;
    void read_best();
    void write_best() const;
    std::filesystem::path best_path() const { return m_training.out / "best.json"; }

    const DetectorTraining& m_training;
    const DetectorRecipe& m_recipe;
    MixedPrecision m_precision;
    std::unique_ptr<Optimiser> m_optimiser;
    std::unique_ptr<ExponentialMovingAverage> m_average;
    DetectorTrainingResult m_result;
    std::int64_t m_evaluated_step = -1;  ///< steps done at the last evaluation; -1: none yet
    std::int64_t m_batch_number = -1;
    int m_batch_part = -1;
    DetectorBatch m_batch;
    detection::FeaturePyramid m_features;
};

Trainer::Trainer(const DetectorTraining& training)
    : m_training(training),
      m_recipe(training.recipe),
      m_precision(training.detector.trainable_parameters(), training.dtype),
      m_optimiser(make_optimiser(training.recipe, m_precision.masters())) {
    if (m_recipe.ema_decay > 0) {
        m_average = std::make_unique<ExponentialMovingAverage>(m_optimiser->parameters(), m_recipe.ema_decay);
    }
    m_result.folder = training.best;
}

void Trainer::fetch_batch(std::int64_t number, int part) {
    if (number == m_batch_number && part == m_batch_part) {
        return;
    }
    const int parts = m_recipe.accumulate;
    const std::int64_t piece = number * parts + part;
    const std::uint64_t seed = mix_seeds(mix_seeds(m_recipe.seed, 1), static_cast<std::uint64_t>(piece));
    Random random(seed);
    const auto indices = step_indices(m_training.training, piece, m_recipe.batch / parts, m_recipe.seed);
    std::vector<bool> mirrored;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        mirrored.push_back(random.chance(m_recipe.flip_probability));
    }
    m_batch = make_batch(m_training.training, indices, m_recipe.image_size, mirrored);
    for (detection::Target& target : m_batch.targets) {
        for (torch::Tensor* tensor : {&target.labels, &target.boxes, &target.ignored}) {
            *tensor = tensor->defined() ? tensor->to(m_training.device) : *tensor;
        }
    }
    torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(seed);
    m_features = m_training.inputs.for_training(m_batch.images, m_batch.captions, generator);
    m_batch_number = number;
    m_batch_part = part;
}

double Trainer::part_of_step(std::int64_t step, int part, TrainingLoop::Losses& losses) {
    const int parts = m_recipe.accumulate;
    const auto begin = std::chrono::steady_clock::now();
    fetch_batch(step / m_training.repeats, part);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(
        mix_seeds(mix_seeds(m_recipe.seed, 2), static_cast<std::uint64_t>(step * parts + part)));
    const Size size{m_recipe.image_size, m_recipe.image_size};
    const auto found = m_training.detector.losses(m_features, m_batch.targets, size, generator);
    (parts == 1 ? found.total : found.total / parts).backward();
    losses["loss"] += found.total.item<double>() / parts;
    for (const auto& [name, value] : found.parts) {
        losses[name] += value.item<double>() / parts;
    }
    return seconds;
}

TrainingLoop::Losses Trainer::step(std::int64_t step) {
    TrainingLoop::Losses losses;
    double seconds = 0;
    for (int part = 0; part < m_recipe.accumulate; ++part) {
        seconds += part_of_step(step, part, losses);
    }
    losses["seconds_inputs"] = seconds;
    return losses;
}

std::unique_ptr<detection::Detector> Trainer::finished_detector() const {
    const nn::SkipInitialization weights_follow;
    auto detector = detection::make_detector(m_training.detector.config(), "the detector's configuration");
    detector->to(m_training.device);
    const torch::NoGradGuard no_grad;
    const auto& weights = m_average ? m_average->averages() : m_precision.masters();
    const auto parameters = detector->trainable_parameters();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        parameters[i].second.detach().copy_(weights[i].second);
    }
    auto from = m_training.detector.module().named_buffers();
    for (auto& buffer : detector->module().named_buffers()) {
        buffer.value().copy_(from[buffer.key()]);
    }
    return detector;
}

nlohmann::json Trainer::evaluate(std::int64_t steps_done) {
    if (steps_done <= m_evaluated_step) {
        return nullptr;
    }
    const auto detector = finished_detector();
    const EvaluationOptions options{static_cast<std::uint64_t>(m_recipe.evaluation_images), m_recipe.image_size,
                                    m_recipe.batch, m_recipe.seed};
    const TrainingChoices& choices = m_training.choices;
    TrainingSamples samples{steps_done, detector->classes(), {}};
    const auto keep_sample = [&](std::uint64_t index, const TrainingImage& picture, const auto& detections) {
        if (index < choices.samples) {
            samples.samples.push_back({picture, detections});
        }
    };
    const auto figures =
        evaluate_detector(*detector, m_training.inputs, m_training.held_out, options, m_training.stop, keep_sample);
    if (steps_done == 0) {
        m_result.start_ap = figures.stats[0];
        m_result.start_ap50 = figures.stats[1];
    }
    if (m_evaluated_step < 0 || choices.keep_last || figures.stats[0] > m_result.best_ap) {
        m_result.best_ap = figures.stats[0];
        m_result.best_ap50 = figures.stats[1];
        m_result.best_step = steps_done;
        nlohmann::json notes = m_training.notes;
        notes["steps"] = steps_done;
        notes["held_out_AP"] = m_result.best_ap;
        notes["held_out_AP50"] = m_result.best_ap50;
        detection::save_detector(*detector, m_result.folder, notes);
    }
    m_evaluated_step = steps_done;
    write_best();
    if (choices.on_samples) {
        choices.on_samples(samples);
    }
    return {{"AP", figures.stats[0]},   {"AP50", figures.stats[1]}, {"AP75", figures.stats[2]},
            {"APs", figures.stats[3]},  {"APm", figures.stats[4]},  {"APl", figures.stats[5]},
            {"AR100", figures.stats[8]}};
}

void Trainer::write_best() const {
    const nlohmann::json best = {{"start_AP", m_result.start_ap}, {"start_AP50", m_result.start_ap50},
                                 {"step", m_result.best_step},    {"AP", m_result.best_ap},
                                 {"AP50", m_result.best_ap50},    {"evaluated_step", m_evaluated_step}};
    write_file_atomically(best_path(), best.dump() + "\n");
}

void Trainer::read_best() {
    if (std::filesystem::exists(best_path())) {
        const auto json = read_json(best_path());
        const auto read = [&](const char* key, auto& value) {
            if (!json.is_object() || (json.contains(key) && !json_read(json.at(key), value))) {
                throw FormatError(best_path().string() + " is damaged. Start again in another folder.");
            }
        };
        read("start_AP", m_result.start_ap);
        read("start_AP50", m_result.start_ap50);
        read("AP", m_result.best_ap);
        read("AP50", m_result.best_ap50);
        read("step", m_result.best_step);
        read("evaluated_step", m_evaluated_step);
    }
}

DetectorTrainingResult Trainer::run() {
    TrainingLoop loop(loop_options(m_training), {&m_precision}, *m_optimiser, m_average.get());
    if (std::filesystem::exists(loop.checkpoint_path())) {
        read_best();
    }
    loop.on_evaluation = [this](std::int64_t done) { return evaluate(done); };
    loop.run([this](std::int64_t index) { return step(index); }, m_training.stop, m_training.progress);
    return m_result;
}

}  // namespace

DetectorTrainingResult train(const DetectorTraining& training) {
    return Trainer(training).run();
}

nlohmann::json training_notes(const DetectorRecipe& recipe) {
    return {{"batch", recipe.batch},
            {"image_size", recipe.image_size},
            {"learning_rate", recipe.learning_rate},
            {"seed", recipe.seed}};
}

}  // namespace destudio::training

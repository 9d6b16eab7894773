// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/detector_training.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/base/random.h"
#include "core/detection/detector_factory.h"
#include "core/nn/functional/layers.h"
#include "core/training/detector/batch_prefetch.h"
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
    options.peers = training.peers;
    return options;
}

/// A part of a batch before the frozen model saw it.
struct PreparedPart {
    DetectorBatch batch;
    std::vector<std::uint64_t> seeds;
};

std::vector<NamedParameter> extension_parameters(const DetectorTraining& training) {
    return training.extension ? training.extension->attach(training.detector, training.device)
                              : std::vector<NamedParameter>();
}

std::vector<NamedParameter> with_extension(std::vector<NamedParameter> first,
                                           const std::vector<NamedParameter>& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
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
    /// Turns sums over the parts of a batch, those of other processes included, into what the whole batch would give.
    void put_together(TrainingLoop::Losses& losses);
    void finish_gradients();
    int processes() const { return m_training.peers != nullptr ? m_training.peers->size() : 1; }
    int rank() const { return m_training.peers != nullptr ? m_training.peers->rank() : 0; }
    /// In how many parts a batch is computed with, by all processes.
    int parts() const { return m_recipe.accumulate * processes(); }
    /// The pictures of this process's part `number`, counted over all of its batches.
    PreparedPart prepare(std::int64_t number) const;
    nlohmann::json evaluate(std::int64_t steps_done);
    /// The detector with the averaged weights, or the masters where there is no average, in float32.
    std::unique_ptr<detection::Detector> finished_detector() const;
    void read_best();
    void write_best() const;
    std::filesystem::path best_path() const { return m_training.out / "best.json"; }

    const DetectorTraining& m_training;
    const DetectorRecipe& m_recipe;
    MixedPrecision m_precision;
    MixedPrecision m_extension;  ///< its parameters, which are float32
    std::unique_ptr<Optimiser> m_optimiser;
    std::unique_ptr<ExponentialMovingAverage> m_average;
    DetectorTrainingResult m_result;
    std::int64_t m_evaluated_step = -1;  ///< steps done at the last evaluation; -1: none yet
    double m_objects = 0;                ///< of the step's parts so far; below 0: losses are means over pictures
    double m_scale = 1;                  ///< of the step's gradients
    std::int64_t m_batch_number = -1;
    int m_batch_part = -1;
    DetectorBatch m_batch;
    detection::FeaturePyramid m_features;
    BatchPrefetch<PreparedPart> m_prefetch;  // last: its thread reads the others
};

Trainer::Trainer(const DetectorTraining& training)
    : m_training(training),
      m_recipe(training.recipe),
      m_precision(training.detector.trainable_parameters(), training.dtype),
      m_extension(extension_parameters(training), torch::kFloat32),
      m_optimiser(make_optimiser(training.recipe, with_extension(m_precision.masters(), m_extension.masters()))),
      m_prefetch([this](std::int64_t number) { return prepare(number); },
                 (m_recipe.steps + training.repeats - 1) / training.repeats * m_recipe.accumulate) {
    if (m_recipe.batch % parts() != 0) {
        throw ConfigError("The recipe's batch of " + std::to_string(m_recipe.batch) + " cannot be shared equally by " +
                          std::to_string(processes()) + " processes in " + std::to_string(m_recipe.accumulate) +
                          " parts each.");
    }
    if (training.extension && parts() > 1) {
        // Its losses are means over its own pictures, which a division by the labelled ones' objects would weigh anew.
        throw ConfigError(
            "A teacher learns with whole batches in one process. Leave `accumulate` out of the recipe and start one.");
    }
    if (StepExtension* extension = training.extension) {
        m_average = std::make_unique<ExponentialMovingAverage>(
            m_precision.masters(), [extension](std::int64_t step) { return extension->average_decay(step); });
        extension->follow(*m_average);
    } else if (m_recipe.ema_decay > 0) {
        m_average = std::make_unique<ExponentialMovingAverage>(m_optimiser->parameters(), m_recipe.ema_decay);
    }
    m_result.folder = training.best;
}

PreparedPart Trainer::prepare(std::int64_t number) const {
    const int size = m_recipe.batch / parts();
    const std::int64_t batch = number / m_recipe.accumulate;
    const std::int64_t part = (batch * processes() + rank()) * m_recipe.accumulate + number % m_recipe.accumulate;
    PreparedPart prepared;
    std::vector<std::uint64_t> indices;
    std::vector<bool> mirrored;
    for (const DrawnPicture& picture : drawn_pictures(m_training.training, static_cast<std::uint64_t>(part * size),
                                                      size, m_recipe.seed, m_training.draws)) {
        indices.push_back(picture.index);
        prepared.seeds.push_back(picture.seed);
        mirrored.push_back(Random(picture.seed).chance(m_recipe.flip_probability));
    }
    prepared.batch = make_batch(m_training.training, indices, m_recipe.image_size, mirrored);
    return prepared;
}

void Trainer::fetch_batch(std::int64_t number, int part) {
    if (number == m_batch_number && part == m_batch_part) {
        return;
    }
    PreparedPart prepared = m_prefetch.get(number * m_recipe.accumulate + part);
    m_batch = std::move(prepared.batch);
    if (m_training.extension) {
        const std::int64_t piece = number * m_recipe.accumulate + part;
        m_training.extension->prepare(m_batch,
                                      mix_seeds(mix_seeds(m_recipe.seed, 1), static_cast<std::uint64_t>(piece)));
    }
    for (detection::Target& target : m_batch.targets) {
        for (torch::Tensor* tensor : {&target.labels, &target.boxes, &target.ignored}) {
            *tensor = tensor->defined() ? tensor->to(m_training.device) : *tensor;
        }
    }
    m_features = m_training.inputs.for_training(m_batch.images, m_batch.captions, prepared.seeds);
    m_batch_number = number;
    m_batch_part = part;
}

double Trainer::part_of_step(std::int64_t step, int part, TrainingLoop::Losses& losses) {
    const auto begin = std::chrono::steady_clock::now();
    fetch_batch(step / m_training.repeats, part);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    torch::Generator generator = torch::make_generator<torch::CPUGeneratorImpl>(
        mix_seeds(mix_seeds(m_recipe.seed, 2),
                  static_cast<std::uint64_t>((step * processes() + rank()) * m_recipe.accumulate + part)));
    const Size size{m_recipe.image_size, m_recipe.image_size};
    const auto found = m_training.detector.losses(m_features, m_batch.targets, size, generator);
    if (parts() == 1) {
        found.total.backward();
    }
    // Sums until the number of objects of the whole batch is known.
    const double weight = parts() == 1         ? 1.0
                          : found.objects >= 0 ? static_cast<double>(std::max<std::int64_t>(1, found.objects))
                                               : static_cast<double>(m_batch.images.size(0));
    if (parts() > 1) {
        (found.total * weight).backward();
        m_precision.collect_gradients();
        m_objects = found.objects >= 0 ? m_objects + static_cast<double>(found.objects) : -1;
    }
    losses["loss"] += found.total.item<double>() * weight;
    for (const auto& [name, value] : found.parts) {
        losses[name] += value.item<double>() * weight;
    }
    if (m_training.extension) {
        m_training.extension->learn(step, m_batch, losses);
    }
    return seconds;
}

void Trainer::put_together(TrainingLoop::Losses& losses) {
    if (m_training.peers != nullptr) {
        std::vector<double> values{m_objects};
        for (const auto& [name, value] : losses) {
            values.push_back(value);
        }
        torch::Tensor sums = torch::tensor(values, torch::kFloat64);
        m_training.peers->sum(sums);
        std::int64_t at = 0;
        m_objects = sums[at++].item<double>();
        for (auto& [name, value] : losses) {
            value = sums[at++].item<double>();
        }
    }
    const double whole = m_objects < 0 ? static_cast<double>(m_recipe.batch) : std::max(1.0, m_objects);
    for (auto& [name, value] : losses) {
        value /= whole;
    }
    m_scale = 1 / whole;
}

void Trainer::finish_gradients() {
    if (parts() == 1) {
        return;
    }
    if (m_training.peers != nullptr) {
        sum_gradients(*m_training.peers, m_optimiser->parameters());
    }
    const torch::NoGradGuard no_grad;
    for (const auto& [name, parameter] : m_optimiser->parameters()) {
        if (parameter.grad().defined()) {
            parameter.grad().mul_(m_scale);
        }
    }
}

TrainingLoop::Losses Trainer::step(std::int64_t step) {
    TrainingLoop::Losses losses;
    double seconds = 0;
    m_objects = 0;
    for (int part = 0; part < m_recipe.accumulate; ++part) {
        seconds += part_of_step(step, part, losses);
    }
    if (parts() > 1) {
        put_together(losses);
    }
    losses["seconds_inputs"] = seconds;
    losses.merge(m_training.inputs.figures());
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
    TrainingLoop loop(loop_options(m_training), {&m_precision, &m_extension}, *m_optimiser, m_average.get());
    if (rank() == 0 && std::filesystem::exists(loop.checkpoint_path())) {
        read_best();
    }
    loop.on_evaluation = [this](std::int64_t done) { return evaluate(done); };
    loop.on_gradients = [this] { finish_gradients(); };
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

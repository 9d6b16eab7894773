// SPDX-License-Identifier: Apache-2.0
#include "core/training/training_loop.h"

#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/training/checkpoint.h"
#include "core/training/training_log.h"

namespace destudio::training {

TrainingLoop::TrainingLoop(TrainingLoopOptions options, std::vector<MixedPrecision*> modules, AdamW& optimiser,
                           ExponentialMovingAverage* average)
    : m_options(std::move(options)), m_modules(std::move(modules)), m_optimiser(optimiser), m_average(average) {}

std::filesystem::path TrainingLoop::checkpoint_path() const {
    return m_options.folder / (m_options.stage + "-checkpoint.safetensors");
}

double TrainingLoop::update(std::int64_t step) {
    for (MixedPrecision* module : m_modules) {
        module->collect_gradients();
    }
    const double norm = m_optimiser.clip_grad_norm(m_options.max_gradient_norm);
    m_optimiser.step(m_options.learning_rate.at(step, m_options.steps));
    m_optimiser.zero_grad();
    if (m_average != nullptr) {
        m_average->update(step);
    }
    return norm;
}

void TrainingLoop::run(const Step& step_function, const std::stop_token& stop, const ProgressSink& progress) {
    std::int64_t step = load_checkpoint(checkpoint_path(), m_optimiser, m_average).value_or(0);
    TrainingLog log(m_options.folder / "log.jsonl", m_options.stage, step);
    const auto save = [&] {
        save_checkpoint(checkpoint_path(), m_optimiser, m_average, step);
        if (on_checkpoint) {
            on_checkpoint(step);
        }
    };
    while (step < m_options.steps) {
        if (stop.stop_requested()) {
            save_checkpoint(checkpoint_path(), m_optimiser, m_average, step);
            throw CancelledError();
        }
        const auto begin = std::chrono::steady_clock::now();
        for (MixedPrecision* module : m_modules) {
            module->round_weights();
        }
        const Losses losses = step_function(step);
        const double norm = update(step);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();

        nlohmann::json line = {{"stage", m_options.stage},
                               {"step", step},
                               {"learning_rate", m_options.learning_rate.at(step, m_options.steps)},
                               {"gradient_norm", norm},
                               {"images_per_second", m_options.batch / seconds},
                               {"seconds_left", seconds * static_cast<double>(m_options.steps - step - 1)}};
        for (const auto& [name, value] : losses) {
            if (!std::isfinite(value)) {
                throw Error("Training diverged at step " + std::to_string(step) + " of " + m_options.stage + ": " +
                            name + " is not a number. Lower the learning rate and run again from the last checkpoint.");
            }
            line[name] = value;
        }
        log.write(line);
        ++step;
        if (progress) {
            progress({m_options.stage, step, m_options.steps});
        }
        if (step % m_options.checkpoint_every == 0 || step == m_options.steps) {
            save();
        }
    }
}

}  // namespace destudio::training

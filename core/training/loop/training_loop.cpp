// SPDX-License-Identifier: Apache-2.0
#include "core/training/loop/training_loop.h"

#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.h"
#include "core/training/loop/checkpoint.h"

namespace destudio::training {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
}

}  // namespace

TrainingLoop::TrainingLoop(TrainingLoopOptions options, std::vector<MixedPrecision*> modules, Optimiser& optimiser,
                           ExponentialMovingAverage* average)
    : m_options(std::move(options)), m_modules(std::move(modules)), m_optimiser(optimiser), m_average(average) {}

std::filesystem::path TrainingLoop::checkpoint_path() const {
    return m_options.folder / (m_options.stage + "-checkpoint.safetensors");
}

double TrainingLoop::update(std::int64_t step) {
    for (MixedPrecision* module : m_modules) {
        module->collect_gradients();
    }
    if (on_gradients) {
        on_gradients();
    }
    const double norm = m_optimiser.clip_grad_norm(m_options.max_gradient_norm);
    m_optimiser.step(m_options.learning_rate.at(step, m_options.steps));
    m_optimiser.zero_grad();
    if (m_average != nullptr) {
        m_average->update(step);
    }
    return norm;
}

bool TrainingLoop::is_evaluation_due(std::int64_t done) const {
    return is_first() && on_evaluation && m_options.evaluate_every > 0 && (done > 0 || m_options.evaluate_start) &&
           (done == m_options.steps || done % m_options.evaluate_every == 0);
}

void TrainingLoop::evaluate(std::int64_t done, TrainingLog& log) const {
    nlohmann::json line = on_evaluation(done);
    if (!line.is_null()) {
        line["stage"] = m_options.stage + kEvaluationSuffix;
        line["step"] = done;
        log.write(line);
    }
}

nlohmann::json TrainingLoop::logged_step(std::int64_t step, const Step& step_function) {
    const auto begin = Clock::now();
    for (MixedPrecision* module : m_modules) {
        module->round_weights();
    }
    const Losses losses = step_function(step);
    const double norm = update(step);
    nlohmann::json line = {{"stage", m_options.stage},
                           {"step", step},
                           {"learning_rate", m_options.learning_rate.at(step, m_options.steps)},
                           {"gradient_norm", norm},
                           {"images_per_second", m_options.batch / seconds_since(begin)}};
    for (const auto& [name, value] : losses) {
        if (!std::isfinite(value)) {
            throw Error("Training diverged at step " + std::to_string(step) + " of " + m_options.stage + ": " + name +
                        " is not a number. Lower the learning rate and run again from the last checkpoint.");
        }
        line[name] = value;
    }
    return line;
}

std::int64_t TrainingLoop::resume() {
    std::int64_t step = is_first() ? load_checkpoint(checkpoint_path(), m_optimiser, m_average).value_or(0) : 0;
    if (m_options.peers != nullptr) {
        step = share_state(*m_options.peers, m_optimiser, m_average, step);
    }
    return step;
}

void TrainingLoop::run(const Step& step_function, const std::stop_token& stop, const ProgressSink& progress) {
    std::int64_t step = resume();
    if (on_evaluation && is_first()) {
        // Drops the evaluations of steps that are not done any more; a run without a step has none at all.
        TrainingLog(m_options.folder / kLogName, m_options.stage + kEvaluationSuffix, step > 0 ? step + 1 : 0);
    }
    std::optional<TrainingLog> log;
    if (is_first()) {
        log.emplace(m_options.folder / kLogName, m_options.stage, step);
    }
    if (is_evaluation_due(step)) {
        evaluate(step, *log);
    }
    const auto save = [&] {
        if (!is_first()) {
            return;
        }
        save_checkpoint(checkpoint_path(), m_optimiser, m_average, step);
        if (on_checkpoint) {
            on_checkpoint(step);
        }
    };
    const auto begin = Clock::now();
    const std::int64_t first = step;
    while (step < m_options.steps && !(should_end && should_end())) {
        const bool stops = stop.stop_requested();
        if (m_options.peers != nullptr ? m_options.peers->any(stops) : stops) {
            if (is_first()) {
                save_checkpoint(checkpoint_path(), m_optimiser, m_average, step);
            }
            throw CancelledError();
        }
        nlohmann::json line = logged_step(step, step_function);
        ++step;
        // From the whole run so far, so that evaluations and checkpoints count.
        line["seconds_left"] =
            seconds_since(begin) / static_cast<double>(step - first) * static_cast<double>(m_options.steps - step);
        if (log) {
            log->write(line);
        }
        if (progress && is_first()) {
            progress({m_options.stage, step, m_options.steps});
        }
        const bool evaluation_due = is_evaluation_due(step);
        if (evaluation_due || step % m_options.checkpoint_every == 0 || step == m_options.steps) {
            save();
        }
        if (evaluation_due) {
            evaluate(step, *log);
        }
    }
}

}  // namespace destudio::training

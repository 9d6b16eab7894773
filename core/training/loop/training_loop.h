// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/training/loop/exponential_moving_average.h"
#include "core/training/loop/learning_rate.h"
#include "core/training/loop/mixed_precision.h"
#include "core/training/loop/optimiser.h"
#include "core/training/loop/peers.h"
#include "core/training/loop/training_log.h"

namespace destudio::training {

struct TrainingLoopOptions {
    std::string stage;  ///< name in the log, the progress and the checkpoint's file
    std::int64_t steps = 0;
    int batch = 0;  ///< images a step, for the log's rate
    LearningRate learning_rate;
    double max_gradient_norm = 1.0;
    std::int64_t checkpoint_every = 200;
    std::int64_t evaluate_every = 0;  ///< steps between evaluations, with one at the end; 0: none
    bool evaluate_start = false;      ///< one before the first step, too
    std::filesystem::path folder;     ///< checkpoint and log go here
    /// The processes that train together; null: this one alone. The first one's checkpoint counts for all, and it
    /// alone evaluates and writes. A stop of one is a stop of all.
    Peers* peers = nullptr;
};

/// The loop that every gradient-descent stage shares: resume, learning rate, clipping, averaging, log, progress,
/// checkpoints, cancellation.
class TrainingLoop {
public:
    using Losses = std::map<std::string, double>;
    /// Computes the loss of a step from (seed, step) alone, runs backward() and returns what to log.
    using Step = std::function<Losses(std::int64_t step)>;

    /// @param modules the modules being trained; @param average may be null
    TrainingLoop(TrainingLoopOptions options, std::vector<MixedPrecision*> modules, Optimiser& optimiser,
                 ExponentialMovingAverage* average);

    /// Called after each checkpoint, with the number of steps done.
    std::function<void(std::int64_t)> on_checkpoint;

    /// Called after each `evaluate_every` steps and at the end, with the number of steps done, when the checkpoint is
    /// written; what it returns is logged under the stage's name with "-evaluation" unless null. Called again for the
    /// step that a resumed run begins with, because the interruption may have come in between.
    std::function<nlohmann::json(std::int64_t)> on_evaluation;

    /// Called when a step's gradients are in the optimiser's parameters, before they are clipped. May be empty.
    std::function<void()> on_gradients;

    /// Asked before each step, after evaluations: whether to end here, as after the last step. May be empty.
    std::function<bool()> should_end;

    /// Runs to the last step; returns at once when the checkpoint says so already.
    /// @throws CancelledError after writing a checkpoint when a stop was asked for
    /// @throws Error when the loss is not a number
    void run(const Step& step, const std::stop_token& stop, const ProgressSink& progress);

    /// Where the checkpoint is, or will be.
    std::filesystem::path checkpoint_path() const;

private:
    double update(std::int64_t step);
    bool is_evaluation_due(std::int64_t done) const;
    bool is_first() const { return m_options.peers == nullptr || m_options.peers->rank() == 0; }
    /// Restores from the checkpoint, and for all processes what the first one has. @return the step to go on with
    std::int64_t resume();
    void evaluate(std::int64_t done, TrainingLog& log) const;
    /// One step and its line in the log, without the time left.
    nlohmann::json logged_step(std::int64_t step, const Step& step_function);

    TrainingLoopOptions m_options;
    std::vector<MixedPrecision*> m_modules;
    Optimiser& m_optimiser;
    ExponentialMovingAverage* m_average;
};

}  // namespace destudio::training

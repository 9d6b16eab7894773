// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/training/adamw.h"
#include "core/training/exponential_moving_average.h"
#include "core/training/learning_rate.h"
#include "core/training/mixed_precision.h"

namespace destudio::training {

struct TrainingLoopOptions {
    std::string stage;  ///< name in the log, the progress and the checkpoint's file
    std::int64_t steps = 0;
    int batch = 0;  ///< images a step, for the log's rate
    LearningRate learning_rate;
    double max_gradient_norm = 1.0;
    std::int64_t checkpoint_every = 200;
    std::filesystem::path folder;  ///< checkpoint and log go here
};

/// The loop that every gradient-descent stage shares: resume, learning rate, clipping, averaging, log, progress,
/// checkpoints, cancellation.
class TrainingLoop {
public:
    using Losses = std::map<std::string, double>;
    /// Computes the loss of a step from (seed, step) alone, runs backward() and returns what to log.
    using Step = std::function<Losses(std::int64_t step)>;

    /// @param modules the modules being trained; @param average may be null
    TrainingLoop(TrainingLoopOptions options, std::vector<MixedPrecision*> modules, AdamW& optimiser,
                 ExponentialMovingAverage* average);

    /// Called after each checkpoint, with the number of steps done.
    std::function<void(std::int64_t)> on_checkpoint;

    /// Runs to the last step; returns at once when the checkpoint says so already.
    /// @throws CancelledError after writing a checkpoint when a stop was asked for
    /// @throws Error when the loss is not a number
    void run(const Step& step, const std::stop_token& stop, const ProgressSink& progress);

private:
    std::filesystem::path checkpoint_path() const;
    double update(std::int64_t step);

    TrainingLoopOptions m_options;
    std::vector<MixedPrecision*> m_modules;
    AdamW& m_optimiser;
    ExponentialMovingAverage* m_average;
};

}  // namespace destudio::training

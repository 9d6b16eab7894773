// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/detection.h"
#include "core/base/progress.h"
#include "core/project/edit_count.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::adaptation {

/// A person who reviews variants, played by a program that knows the true boxes.
struct LoopSimulationOptions {
    std::filesystem::path bundle;
    std::filesystem::path adapter{};  ///< that labels at first; empty: the bundle's
    std::filesystem::path judge{};    ///< folder of a pixel detector that says what a variant shows; empty: what its
                                      ///< picture showed before it was redrawn
    std::filesystem::path out;        ///< an unused folder for pictures, project and trainings
    int images = 200;                 ///< one variant of each picture
    int every = 50;                   ///< corrections from one training to the next
    int training_steps = 150;
    int steps = 30;  ///< of the denoising
    double ratio = 0.3;
    double threshold = kDefaultThreshold;
    std::string device = "cpu";
    std::uint64_t seed = 1;
};

/// What a training of the simulated loop brought.
struct SimulatedRound {
    std::int64_t corrections = 0;  ///< when it began
    double start_ap = -1;          ///< on held-out corrections; -1 where undefined
    double ap = -1;
    bool used = false;
};

struct LoopSimulation {
    EditCount without;              ///< of all images with the labels that they were made with
    EditCount with;                 ///< of the same images with the running loop
    std::vector<EditCount> blocks;  ///< with the loop, of each `every` images in the order of review
    std::vector<SimulatedRound> rounds;
};

/// Makes the variants, corrects them one after the other, those with the fewest expected edits first, and counts the
/// corrections; once with a running loop (core/project/running_loop.h) and once without.
/// @param pictures with true boxes, whose classes are matched with the adapter's by name
/// @param progress "variants", "review", and the stages of training and labelling
/// @throws UsageError, IoError, FormatError, ConfigError, CancelledError
LoopSimulation simulate_loop(const LoopSimulationOptions& options, const training::TrainingImageSource& pictures,
                             const std::stop_token& stop, const ProgressSink& progress);

}  // namespace destudio::adaptation

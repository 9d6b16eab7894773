// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/detection/common/detector.h"
#include "core/nn/torch.h"
#include "core/training/detector/detector_inputs.h"
#include "core/training/detector/detector_recipe.h"
#include "core/training/detector/step_extension.h"
#include "core/training/loop/peers.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::training {

/// Held-out pictures and what the detector finds in them after some steps.
struct TrainingSamples {
    std::int64_t step = 0;
    std::vector<std::string> classes;
    struct Sample {
        TrainingImage picture;
        std::vector<Detection> detections;  ///< descending score
    };
    std::vector<Sample> samples;
};

/// What a training does besides.
struct TrainingChoices {
    /// Measure before the first step as well: what the training started from.
    bool measure_start = false;
    /// Keep the newest weights instead of those with the best AP. Then the AP on the held-out pictures chose nothing
    /// and is an honest figure.
    bool keep_last = false;
    std::uint64_t samples = 0;  ///< so many held-out pictures are handed out with each evaluation
    /// Called after each evaluation, on the training's thread.
    std::function<void(const TrainingSamples&)> on_samples{};
};

/// One training of a detector, of whatever framework and on whatever inputs.
struct DetectorTraining {
    std::string stage;  ///< name in log, progress and checkpoint
    const DetectorRecipe& recipe;
    detection::Detector& detector;  ///< with its first weights, on `device`
    DetectorInputs& inputs;
    torch::ScalarType dtype = torch::kFloat32;  ///< the detector's arithmetic in training; its weights are float32
    int repeats = 1;                            ///< steps that train on one batch's inputs
    const TrainingImageSource& training;
    const TrainingImageSource& held_out;
    std::filesystem::path out;   ///< checkpoint, log.jsonl, best.json
    std::filesystem::path best;  ///< folder that gets the best detector
    nlohmann::json notes;        ///< what config.json should say about the training
    torch::Device device = torch::kCPU;
    std::stop_token stop;
    ProgressSink progress;
    TrainingChoices choices{};
    int draws = 0;                       ///< as drawn_pictures() takes it
    Peers* peers = nullptr;              ///< processes that share each batch; null: this one alone
    StepExtension* extension = nullptr;  ///< what is learned beside the labelled pictures; null: nothing
};

/// What came out.
struct DetectorTrainingResult {
    double start_ap = -1;  ///< before the first step, where TrainingChoices::measure_start asks for it
    double start_ap50 = -1;
    double best_ap = -1;  ///< COCO AP on the held-out pictures, -1 when undefined
    double best_ap50 = -1;
    std::int64_t best_step = 0;
    std::filesystem::path folder;  ///< config.json and model.safetensors
};

/// Trains and keeps the detector with the best AP. Run it again with the same arguments after a stop or a crash and it
/// continues from the last checkpoint with the same losses as an uninterrupted run: all random numbers of a step come
/// from (seed, step).
/// @throws CancelledError after writing a checkpoint; ConfigError, IoError, FormatError; Error when training diverges
DetectorTrainingResult train(const DetectorTraining& training);

/// What a recipe says about the training, for config.json.
nlohmann::json training_notes(const DetectorRecipe& recipe);

}  // namespace destudio::training

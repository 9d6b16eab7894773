// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/detector/detector_training.h"

namespace destudio::training {

/// One training of a detector on pixels.
struct DetectorTrainingRun {
    const DetectorRecipe& recipe;
    const TrainingImageSource& training;  ///< pictures to learn from
    const TrainingImageSource& held_out;  ///< pictures to measure on
    std::filesystem::path out;            ///< checkpoint, log.jsonl, and the detector in out/detector
    std::filesystem::path weights;        ///< safetensors to start from (load_pretrained); empty: none
    torch::Device device = torch::kCPU;
    std::stop_token stop;
    ProgressSink progress;
    Peers* peers = nullptr;  ///< processes that share each batch, each with the same arguments; null: this one alone
    StepExtension* extension = nullptr;  ///< what is learned beside the labelled pictures; null: nothing
};

/// Trains a pixel detector and keeps the one with the best AP in out/detector; resumes like train().
/// @throws as train() and load_pretrained()
DetectorTrainingResult train_detector(const DetectorTrainingRun& run);

}  // namespace destudio::training

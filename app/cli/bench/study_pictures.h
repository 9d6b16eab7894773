// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/training/training_data.h"
#include "core/study/gain_study.h"

namespace destudio::cli {

/// The pictures of a study on the command line.
struct StudyPictureOptions {
    TrainingDataOptions data;
    std::string test;        ///< a dataset of its own to measure on
    std::string test_split;  ///< its splits; empty: test, else val, else all
    std::string other;       ///< a dataset of another domain to learn from

    /// What a study reads, and so must not write into: these and the bundle.
    std::vector<std::filesystem::path> inputs(const std::filesystem::path& bundle) const {
        return {data.dataset, data.choice.images, test, other, bundle};
    }
};

/// Adds --dataset and what goes with it, --test, --test-split and --other.
void add_study_picture_options(CLI::App& command, StudyPictureOptions& options);

/// What they name, opened.
struct StudyPictures {
    training::TrainingSources sources;
    std::unique_ptr<training::TrainingImageSource> test;  ///< null: sources.held_out
    training::TrainingSources other;                      ///< empty: none
    std::string words;                                    ///< GainOptions::pictures

    study::GainPictures pictures() const {
        return {*sources.training, test ? *test : *sources.held_out, other.training.get()};
    }
};

/// @param seed of the scenes or of the split @throws UsageError, IoError, FormatError
StudyPictures open_study_pictures(const StudyPictureOptions& options, std::uint64_t seed);

}  // namespace destudio::cli

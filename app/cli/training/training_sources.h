// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/training/base_model/base_recipe.h"
#include "core/training/base_model/sample_sheet.h"
#include "core/training/sources/base_pictures.h"
#include "core/training/sources/training_sources.h"

namespace destudio::cli {

/// A dataset on disk and which of its pictures are meant.
struct DatasetChoice {
    std::filesystem::path path;    ///< its folder or annotation file
    std::string format = "auto";   ///< auto, or one of dataset_format_words()
    std::filesystem::path images;  ///< folder of the files; empty: where the dataset says
    std::string split;             ///< splits to learn from; empty: train
    std::string measure_on;        ///< splits to measure on; empty: val, or test where is_final
    bool unlabelled = false;       ///< take pictures that nobody has looked at for background
    bool is_final = false;         ///< the figure that is measured chooses nothing, so it may be that of test
};

/// Its pictures to learn from, and those to measure on; one in ten where no split says which. Only in builds with the
/// engine. @throws UsageError for splits; IoError, FormatError, also when the format cannot be told
training::TrainingSources open_dataset_sources(const DatasetChoice& choice, std::uint64_t seed);

/// A dataset that is there to measure on: its test split, or what choice.measure_on says, or all of it. Only in builds
/// with the engine. @throws as open_dataset_sources()
std::unique_ptr<training::TrainingImageSource> open_measured_dataset(const DatasetChoice& choice);

/// A person's own pictures for a base model, and who writes down samples of it.
struct OwnPictures {
    training::BasePictures pictures;
    training::SampleSink show_samples;
};
/// Those of a dataset or a folder, labelled or not: the list of an earlier run in `out`, else gathered and kept there.
/// Chooses the recipe's image size where it is 0. Only in builds with the engine.
/// @param start_from may be empty @throws as open_dataset_sources()
OwnPictures open_own_pictures(const DatasetChoice& choice, const std::filesystem::path& out,
                              const std::filesystem::path& start_from, training::BaseRecipe& recipe);
/// Folder of the built-in bundle. Only in builds with the engine. @throws IoError
std::filesystem::path built_in_start();

/// What open_dataset_sources() takes as format, auto first.
std::vector<std::string> dataset_format_words();

}  // namespace destudio::cli

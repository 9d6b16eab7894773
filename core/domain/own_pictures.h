// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/adaptation/picture_choice.h"
#include "core/training/base_model/base_recipe.h"
#include "core/training/base_model/sample_sheet.h"
#include "core/training/sources/base_pictures.h"

namespace destudio::domain {

/// A person's pictures, ready for a base model.
struct OwnPictures {
    training::BasePictures pictures;
    training::SampleSink show_samples;  ///< writes them into the run's folder
};

/// Opens the pictures of a choice for training into `out`. Which they are is kept there (pictures.json), so that a run
/// goes on with the same ones. Chooses the recipe's image size where it is 0.
/// @param start_from bundle to train further, whose size is the largest; empty: afresh
/// @throws UsageError, IoError, FormatError
OwnPictures open_own_pictures(const adaptation::PictureChoice& choice, const std::filesystem::path& out,
                              const std::filesystem::path& start_from, training::BaseRecipe& recipe);

}  // namespace destudio::domain

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"
#include "core/dataset/model/split_name.h"

namespace destudio::dataset {

/// What a command does with pictures, and so which splits it may take. The one place that knows.
enum class SplitUse {
    kLearn,    ///< train; where there is none, the pictures without a split. Never test, not even when asked
    kRedraw,   ///< the same, because what is made of a picture is learned from; others only when asked
    kSteer,    ///< what chooses a checkpoint or a threshold: val; where there is none, nothing
    kCompare,  ///< labels and thresholds against a model: val; else pictures without a split, test, train
    kFinal,    ///< the figure that is reported: test; else val; else nothing
};

/// Positions in Dataset::images that a use may take.
/// @param asked as parse_splits() gives it; empty: what the use takes by itself
/// @param name what to call the dataset in errors
/// @throws UsageError when no picture is in the splits that were asked for, or test is to be learned from;
///         FormatError when all pictures are in splits that the use must not take
std::vector<std::size_t> images_for(const Dataset& dataset, SplitUse use, const std::vector<std::string>& asked,
                                    const std::string& name);

/// "2 pictures of train, 1 of val and 3 without a split"; "no picture" for none.
std::string counted_splits(const Dataset& dataset, const std::vector<std::size_t>& images);
/// The same of all images that are not in `taken`; empty when there are none.
std::string counted_others(const Dataset& dataset, const std::vector<std::size_t>& taken);

/// The images at `positions` with their boxes, in the order of the file.
Dataset only_images(const Dataset& dataset, const std::vector<std::size_t>& positions);

/// Whether somebody has looked at each of the images: it is confirmed, or it has a box. What nobody has looked at is no
/// background.
std::vector<bool> looked_at(const Dataset& dataset);

}  // namespace destudio::dataset

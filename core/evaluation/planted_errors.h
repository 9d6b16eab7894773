// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/evaluation/label_comparison.h"

namespace destudio::evaluation {

/// Errors that are planted to measure how many of them a list of disagreements shows.
enum class PlantedKind { kMissing, kMoved, kRenamed, kInvented };
inline constexpr std::size_t kPlantedKinds = 4;

struct PlantedError {
    PlantedKind kind = PlantedKind::kMissing;
    std::int64_t image_id = 0;
    std::int64_t category_id = 0;  ///< the right one; of an invented label its own
    CocoBox right{};               ///< where the object is; of an invented label its box
    CocoBox label{};               ///< the label as it is now; of a missing one where the object is
};

/// Labels with errors in them, and what the errors are.
struct PlantedLabels {
    CocoGroundTruths truths;
    std::vector<PlantedError> errors;
};

/// Plants errors, as many of each kind as can be: labels that are left out; moved by 30 to 60 % of their width and
/// height (so that they overlap the object by less than half); renamed to another class; and invented, of the size and
/// class of some label, where no label overlaps them by more than a tenth. An object gets at most one.
/// @param picture_sizes width and height of every image of the truths, in their order
/// @throws UsageError when there are fewer than twice as many labels, or fewer than two classes
PlantedLabels plant_errors(const CocoGroundTruths& truths, const std::vector<std::array<double, 2>>& picture_sizes,
                           std::size_t count, std::uint64_t seed);

/// How many of the errors the first `shown` entries show, by PlantedKind: an entry at the label itself, or at the
/// object where it really is (IoU from 0.5 on).
std::array<std::size_t, kPlantedKinds> count_shown(const PlantedLabels& planted,
                                                   const std::vector<LabelDisagreement>& list, std::size_t shown);

}  // namespace destudio::evaluation

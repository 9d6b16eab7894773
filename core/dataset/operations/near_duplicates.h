// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"
#include "core/dataset/operations/lineage.h"

namespace destudio::dataset {

/// Bits of 64 that may differ between the perceptual hashes of near-duplicates, where nobody says otherwise: copies
/// that were scaled, compressed or shifted in tone differ in 0 to 4, other pictures in about 32.
inline constexpr int kNearDuplicateBits = 4;

/// Is told of two images by position, the first before the second, and how many bits differ.
using NearDuplicateVisitor = std::function<void(std::size_t first, std::size_t second, int distance)>;

/// Calls `visit` for every two images whose pictures look alike: their perceptual hashes are near, and so are their
/// colors. Pictures that cannot be read, or show nothing but one tone, are like no other. Opens every picture; progress
/// is told as "compare". @param distance bits, 0 to 64 @throws CancelledError
void visit_near_duplicates(const Dataset& dataset, const ImageSource& source, int distance,
                           const NearDuplicateVisitor& visit, const std::stop_token& stop = {},
                           const ProgressSink& progress = {});

/// What looks said of pictures that are to be divided.
enum class LookAlikes {
    kNone,       ///< no two look alike that were not together before
    kJoined,     ///< such are together now
    kUndecided,  ///< more than half would be one group, which no division could keep together: the groups are as before
};

/// Joins the groups of pictures that look alike, so that a division keeps them together.
/// @param distance as visit_near_duplicates() takes it @throws CancelledError
LookAlikes join_look_alikes(PictureGroups& groups, const Dataset& dataset, const ImageSource& source, int distance,
                            const std::stop_token& stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset

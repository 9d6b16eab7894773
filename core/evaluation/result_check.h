// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/evaluation/coco_evaluation.h"

namespace destudio::evaluation {

/// Detections that no figure counts, because the ground truth has no such image or category.
struct UnknownResults {
    std::size_t of_image = 0;         ///< whose image is not there
    std::size_t of_category = 0;      ///< whose image is there, but not its category
    std::int64_t first_image = 0;     ///< of of_image
    std::int64_t first_category = 0;  ///< of of_category
};
UnknownResults count_unknown(const CocoGroundTruths& truths, const std::vector<CocoResult>& results);

/// Whether the detections number their categories by position from 0 (as Ultralytics writes them for sets of one's own)
/// where the ground truth has other ids: 0 occurs and is no category, no number is beyond the list, and more detections
/// find an object when they are read so.
bool counts_from_zero(const CocoGroundTruths& truths, const std::vector<CocoResult>& results);

/// The same detections with the position among the rising ids of the ground truth replaced by the id. What is no
/// position stays.
std::vector<CocoResult> with_category_ids(const CocoGroundTruths& truths, std::vector<CocoResult> results);

}  // namespace destudio::evaluation

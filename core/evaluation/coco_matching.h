// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/evaluation/coco_evaluation.h"

namespace destudio::evaluation {

/// One detection after matching: bit t of a mask belongs to IoU threshold t.
struct MatchedDetection {
    double score = 0;
    std::array<std::uint16_t, kCocoAreas> matched{};
    std::array<std::uint16_t, kCocoAreas> ignored{};
};

/// One image and category after matching.
struct MatchedImage {
    std::vector<MatchedDetection> detections;          ///< descending score, at most 100
    std::array<std::int64_t, kCocoAreas> positives{};  ///< ground truths that count
};

/// IoU thresholds and area ranges of COCOeval, as the exact doubles it uses.
const std::array<double, kCocoThresholds>& coco_iou_thresholds();
const std::array<std::array<double, 2>, kCocoAreas>& coco_area_ranges();

/// COCOeval.evaluateImg for all area ranges.
/// @param results of this image and category, in file order
MatchedImage match_image(std::span<const CocoGroundTruth* const> ground_truths,
                         std::span<const CocoResult* const> results);

}  // namespace destudio::evaluation

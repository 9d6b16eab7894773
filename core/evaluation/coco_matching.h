// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
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

/// match_image() for every image that has something of a category, category by category in ascending order; images
/// ascend, too. Categories without anything come with an empty list. Unknown images and categories are left out.
/// @param sink gets the ids of the images alongside
using CategorySink = std::function<void(std::int64_t category, const std::vector<std::int64_t>& images,
                                        const std::vector<MatchedImage>& matched)>;
void match_categories(const CocoGroundTruths& truths, const std::vector<CocoResult>& results, const CategorySink& sink);

/// Intersection over union, as COCOeval computes it.
double intersection_over_union(const CocoBox& a, const CocoBox& b);

}  // namespace destudio::evaluation

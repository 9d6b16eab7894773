// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/mask_runs.h"

namespace destudio::evaluation {

/// Box as COCO stores it: left, top, width, height in pixels.
struct CocoBox {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct CocoGroundTruth {
    std::int64_t id = 0;
    std::int64_t image_id = 0;
    std::int64_t category_id = 0;
    CocoBox box;
    double area = 0;  ///< the annotation's own field, which need not be width * height
    bool crowd = false;
    bool difficult = false;                  ///< read by the VOC styles only
    std::shared_ptr<const MaskRuns> mask{};  ///< where masks are compared
};

struct CocoCategory {
    std::int64_t id = 0;
    std::string name;
};

struct CocoGroundTruths {
    std::vector<std::int64_t> image_ids;
    std::vector<std::string> splits{};  ///< of each image, as written; empty where not read
    std::vector<CocoCategory> categories;
    std::vector<CocoGroundTruth> annotations;
    std::map<std::int64_t, Size> sizes{};  ///< of the images; only read for masks
};

struct CocoResult {
    std::int64_t image_id = 0;
    std::int64_t category_id = 0;
    CocoBox box;
    double score = 0;
    std::shared_ptr<const MaskRuns> mask{};  ///< where masks are compared
    /// What the area ranges go by; below zero: the box's. Of a mask with a box beside it the box's too, as pycocotools
    /// has it.
    double area = -1;
};

/// Sizes of the result arrays.
inline constexpr std::size_t kCocoThresholds = 10;  ///< IoU 0.50 to 0.95
inline constexpr std::size_t kCocoRecalls = 101;
inline constexpr std::size_t kCocoAreas = 4;   ///< all, small, medium, large
inline constexpr std::size_t kCocoLimits = 3;  ///< at most 1, 10, 100 detections per image and category

struct CocoCategoryFigures {
    std::int64_t category_id = 0;
    double ap = -1;
    double ap50 = -1;
    double ar100 = -1;
};

/// What pycocotools' COCOeval (iouType "bbox"; "segm" where there are masks) computes. -1 where undefined.
struct CocoFigures {
    /// AP, AP50, AP75, AP small / medium / large, AR with 1 / 10 / 100 detections, AR small / medium / large.
    std::array<double, 12> stats{};
    std::vector<CocoCategoryFigures> per_category;  ///< ascending category id
    std::vector<double> precision;                  ///< [threshold][recall][category][area][limit]
    std::vector<double> scores;                     ///< the same shape
    std::vector<double> recall;                     ///< [threshold][category][area][limit]
};

/// COCO average precision and recall, equal to pycocotools, including its quirks (an annotation with id 0 never counts
/// as matched; among equal IoU the last ground truth wins). Results of unknown images or categories are ignored.
/// A truth and a result that both have a mask are compared by these, others by their boxes.
CocoFigures evaluate_coco(const CocoGroundTruths& ground_truth, const std::vector<CocoResult>& results);

}  // namespace destudio::evaluation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/detection/common/nms.h"

namespace destudio::detection {

/// Detections of one generated image, as DiffusionEngine's generator stores them.
struct GeneratedImage {
    std::int64_t id = 0;  ///< a time stamp, beyond 2^53
    int height = 0;
    int width = 0;
    std::vector<NmsBox> boxes;
    std::vector<float> scores;
    std::vector<int> labels;  ///< contiguous class index
};

/// One class in COCO's numbering.
struct CategoryMapping {
    int contiguous = 0;
    int coco_id = 0;
    std::string name;
};

/// DiffusionEngine's first step: boxes with score > threshold (compared in single precision) as COCO annotations with
/// the contiguous class as category; xywh, not clipped; images without a box are left out.
nlohmann::json to_raw_annotations(const std::vector<GeneratedImage>& images, float threshold = 0.3F);

/// Second step: categories in COCO's numbering, annotation ids from 0, the list of categories.
nlohmann::json to_coco_annotations(const nlohmann::json& raw, const std::vector<CategoryMapping>& categories);

/// Only some classes; their category is the position in `names`. Images that keep no box are left out, as in the first
/// step.
nlohmann::json to_subset_annotations(const nlohmann::json& raw, const std::vector<CategoryMapping>& categories,
                                     const std::vector<std::string>& names);

}  // namespace destudio::detection

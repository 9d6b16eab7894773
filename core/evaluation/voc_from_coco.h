// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/evaluation/coco_evaluation.h"
#include "core/evaluation/voc_evaluation.h"

namespace destudio::evaluation {

/// COCO data as the devkit counts it.
struct VocData {
    std::vector<VocObject> objects;
    std::vector<VocDetection> detections;
    std::vector<std::int64_t> positives;  ///< objects of each class that count (not difficult)
};

/// Boxes with edges from 0 become pixels from 1 ("+1" on the first pixel only); class indices are positions in
/// truths.categories. Crowds count as difficult. Entries of unknown images or categories are left out.
VocData voc_from_coco(const CocoGroundTruths& truths, const std::vector<CocoResult>& results);

}  // namespace destudio::evaluation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/detection.h"

namespace destudio::detection {

/// Box of NMS: corners in any unit, single precision as the detectors give them.
struct NmsBox {
    float x1 = 0;
    float y1 = 0;
    float x2 = 0;
    float y2 = 0;
};

/// Greedy non-maximum suppression, equal to torchvision's nms: a box is dropped when its IoU with a better kept one is
/// strictly above the threshold. Boxes without area suppress nothing. Ties in score go to the lower index.
/// @return kept indices, descending score
std::vector<std::size_t> nms(std::span<const NmsBox> boxes, std::span<const float> scores, double iou_threshold);

/// The same for each class on its own.
std::vector<std::size_t> batched_nms(std::span<const NmsBox> boxes, std::span<const float> scores,
                                     std::span<const int> classes, double iou_threshold);

enum class SoftNmsDecay {
    kLinear,    ///< score *= 1 - IoU where IoU > iou_threshold
    kGaussian,  ///< score *= exp(-IoU^2 / sigma)
};

struct SoftNmsOptions {
    SoftNmsDecay decay = SoftNmsDecay::kLinear;
    double iou_threshold = 0.3;
    double sigma = 0.5;
    double min_score = kMinStoredScore;  ///< entries that fall below are dropped
};

struct SoftNmsResult {
    std::vector<std::size_t> keep;  ///< in the order of selection
    std::vector<double> scores;     ///< decayed score at selection
};

/// Soft-NMS (Bodla et al. 2017): the best remaining box is taken, the others decay by their overlap with it.
SoftNmsResult soft_nms(std::span<const NmsBox> boxes, std::span<const float> scores, const SoftNmsOptions& options);

}  // namespace destudio::detection

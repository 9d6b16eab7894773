// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>

namespace destudio::detection {

/// What a candidate (an anchor, a proposal) has to find: the index of a box, or one of these.
inline constexpr std::int64_t kBackgroundAnchor = -1;
inline constexpr std::int64_t kIgnoredAnchor = -2;  ///< between the two thresholds: no class loss

/// IoU of every pair without any small number in the denominator; 0 where both boxes are empty.
/// @param boxes [n,4] xyxy  @param candidates [m,4] xyxy  @return [n,m]
torch::Tensor box_iou(const torch::Tensor& boxes, const torch::Tensor& candidates);

struct MatchThresholds {
    double foreground = 0.5;  ///< from this IoU on a candidate has to find the box that it overlaps most
    double background = 0.5;  ///< below this it has to find nothing
    /// Each box also gets its best candidates, ties included, however little they overlap: they find the box that they
    /// overlap most, which need not be that box.
    bool low_quality = false;
};

/// Torchvision's Matcher. @param iou [n,m] of boxes and candidates @return [m] int64
torch::Tensor match_boxes(const torch::Tensor& iou, const MatchThresholds& thresholds);

/// Indices of drawn candidates, rising.
struct BalancedSample {
    torch::Tensor positive;  ///< int64
    torch::Tensor negative;
};

/// At most `count` candidates, at most `positive_share` of them positive, drawn without replacement.
/// @param labels [m]: above 0 positive, 0 negative, below 0 out of the question
BalancedSample balanced_sample(const torch::Tensor& labels, std::int64_t count, double positive_share,
                               torch::Generator& generator);

}  // namespace destudio::detection

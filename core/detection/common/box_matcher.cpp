// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/box_matcher.h"

#include "core/nn/torch.h"

#include <algorithm>

namespace destudio::detection {

namespace {

torch::Tensor box_area(const torch::Tensor& boxes) {
    return (boxes.select(-1, 2) - boxes.select(-1, 0)) * (boxes.select(-1, 3) - boxes.select(-1, 1));
}

torch::Tensor drawn(const torch::Tensor& candidates, std::int64_t count, torch::Generator& generator) {
    if (candidates.size(0) <= count) {
        return candidates;
    }
    const auto order = torch::randperm(candidates.size(0), generator, torch::TensorOptions(torch::kLong));
    const auto chosen = std::get<0>(order.slice(0, 0, count).sort());
    return candidates.index_select(0, chosen.to(candidates.device()));
}

}  // namespace

torch::Tensor box_iou(const torch::Tensor& boxes, const torch::Tensor& candidates) {
    const auto a = boxes.unsqueeze(1);
    const auto b = candidates.unsqueeze(0);
    const auto top_left = torch::max(a.narrow(-1, 0, 2), b.narrow(-1, 0, 2));
    const auto bottom_right = torch::min(a.narrow(-1, 2, 2), b.narrow(-1, 2, 2));
    const auto size = (bottom_right - top_left).clamp_min(0);
    const auto inter = size.select(-1, 0) * size.select(-1, 1);
    const auto total = box_area(a) + box_area(b) - inter;
    return torch::where(total > 0, inter / total, torch::zeros_like(inter));
}

torch::Tensor match_boxes(const torch::Tensor& iou, const MatchThresholds& thresholds) {
    const torch::NoGradGuard no_grad;
    if (iou.size(0) == 0) {
        return torch::full({iou.size(1)}, kBackgroundAnchor, iou.options().dtype(torch::kLong));
    }
    const auto [best, best_box] = iou.max(0);
    auto matched = best_box.clone();
    matched.masked_fill_(best < thresholds.foreground, kIgnoredAnchor);
    matched.masked_fill_(best < thresholds.background, kBackgroundAnchor);
    if (!thresholds.low_quality || iou.size(1) == 0) {
        return matched;
    }
    const auto best_of_box = std::get<0>(iou.max(1, /*keepdim=*/true));
    // A box that overlaps nothing has no best candidate.
    const auto is_best = (iou == best_of_box).logical_and(iou > 0).any(0);
    return torch::where(is_best, best_box, matched);
}

BalancedSample balanced_sample(const torch::Tensor& labels, std::int64_t count, double positive_share,
                               torch::Generator& generator) {
    const torch::NoGradGuard no_grad;
    BalancedSample sample;
    const auto most = static_cast<std::int64_t>(static_cast<double>(count) * positive_share);
    sample.positive = drawn((labels > 0).nonzero().squeeze(1), most, generator);
    sample.negative = drawn((labels == 0).nonzero().squeeze(1), count - sample.positive.size(0), generator);
    return sample;
}

}  // namespace destudio::detection

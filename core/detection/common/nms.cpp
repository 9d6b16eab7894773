// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/nms.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace destudio::detection {

namespace {

template <class T>
T pair_iou(const NmsBox& a, const NmsBox& b) {
    const auto area = [](const NmsBox& box) {
        return (static_cast<T>(box.x2) - static_cast<T>(box.x1)) * (static_cast<T>(box.y2) - static_cast<T>(box.y1));
    };
    const T width = std::max(T{0}, static_cast<T>(std::min(a.x2, b.x2)) - static_cast<T>(std::max(a.x1, b.x1)));
    const T height = std::max(T{0}, static_cast<T>(std::min(a.y2, b.y2)) - static_cast<T>(std::max(a.y1, b.y1)));
    const T inter = width * height;
    const T total = area(a) + area(b) - inter;
    return total > T{0} ? inter / total : T{0};
}

std::vector<std::size_t> by_score(std::span<const float> scores) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    return order;
}

/// `compared` says whether two boxes may suppress each other.
template <class Compared>
std::vector<std::size_t> greedy(std::span<const NmsBox> boxes, std::span<const float> scores, double iou_threshold,
                                const Compared& compared) {
    std::vector<std::size_t> keep;
    for (const std::size_t candidate : by_score(scores)) {
        const bool suppressed = std::any_of(keep.begin(), keep.end(), [&](std::size_t kept) {
            return compared(kept, candidate) &&
                   static_cast<double>(pair_iou<float>(boxes[kept], boxes[candidate])) > iou_threshold;
        });
        if (!suppressed) {
            keep.push_back(candidate);
        }
    }
    return keep;
}

double decay_factor(double iou, const SoftNmsOptions& options) {
    if (options.decay == SoftNmsDecay::kGaussian) {
        return std::exp(-iou * iou / options.sigma);
    }
    return iou > options.iou_threshold ? 1.0 - iou : 1.0;
}

}  // namespace

std::vector<std::size_t> nms(std::span<const NmsBox> boxes, std::span<const float> scores, double iou_threshold) {
    return greedy(boxes, scores, iou_threshold, [](std::size_t, std::size_t) { return true; });
}

std::vector<std::size_t> batched_nms(std::span<const NmsBox> boxes, std::span<const float> scores,
                                     std::span<const int> classes, double iou_threshold) {
    return greedy(boxes, scores, iou_threshold, [&](std::size_t a, std::size_t b) { return classes[a] == classes[b]; });
}

SoftNmsResult soft_nms(std::span<const NmsBox> boxes, std::span<const float> scores, const SoftNmsOptions& options) {
    std::vector<double> current(scores.begin(), scores.end());
    std::vector<std::size_t> left(scores.size());
    std::iota(left.begin(), left.end(), std::size_t{0});
    SoftNmsResult result;
    while (true) {
        std::erase_if(left, [&](std::size_t i) { return !(current[i] >= options.min_score); });
        if (left.empty()) {
            return result;
        }
        const auto best_place = std::max_element(left.begin(), left.end(),
                                                 [&](std::size_t a, std::size_t b) { return current[a] < current[b]; });
        const std::size_t best = *best_place;
        left.erase(best_place);
        result.keep.push_back(best);
        result.scores.push_back(current[best]);
        for (const std::size_t i : left) {
            current[i] *= decay_factor(pair_iou<double>(boxes[best], boxes[i]), options);
        }
    }
}

}  // namespace destudio::detection

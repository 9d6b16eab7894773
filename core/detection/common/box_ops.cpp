// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/box_ops.h"

namespace destudio::detection {

namespace {

constexpr double kIouEpsilon = 1e-6;

torch::Tensor area(const torch::Tensor& boxes) {
    return (boxes.select(-1, 2) - boxes.select(-1, 0)) * (boxes.select(-1, 3) - boxes.select(-1, 1));
}

/// IoU and GIoU of boxes that broadcast against each other.
struct Overlap {
    torch::Tensor iou;
    torch::Tensor union_area;
};

Overlap overlap(const torch::Tensor& a, const torch::Tensor& b) {
    const auto top_left = torch::max(a.narrow(-1, 0, 2), b.narrow(-1, 0, 2));
    const auto bottom_right = torch::min(a.narrow(-1, 2, 2), b.narrow(-1, 2, 2));
    const auto size = (bottom_right - top_left).clamp_min(0);
    const auto inter = size.select(-1, 0) * size.select(-1, 1);
    const auto union_area = area(a) + area(b) - inter;
    return {inter / (union_area + kIouEpsilon), union_area};
}

torch::Tensor generalised(const torch::Tensor& a, const torch::Tensor& b) {
    const Overlap both = overlap(a, b);
    const auto top_left = torch::min(a.narrow(-1, 0, 2), b.narrow(-1, 0, 2));
    const auto bottom_right = torch::max(a.narrow(-1, 2, 2), b.narrow(-1, 2, 2));
    const auto size = (bottom_right - top_left).clamp_min(0);
    const auto hull = size.select(-1, 0) * size.select(-1, 1);
    return both.iou - (hull - both.union_area) / (hull + kIouEpsilon);
}

}  // namespace

torch::Tensor cxcywh_to_xyxy(const torch::Tensor& boxes) {
    const auto centre = boxes.narrow(-1, 0, 2);
    const auto half = boxes.narrow(-1, 2, 2) * 0.5;
    return torch::cat({centre - half, centre + half}, -1);
}

torch::Tensor xyxy_to_cxcywh(const torch::Tensor& boxes) {
    const auto low = boxes.narrow(-1, 0, 2);
    const auto high = boxes.narrow(-1, 2, 2);
    return torch::cat({(low + high) / 2, high - low}, -1);
}

PairwiseIou pairwise_iou(const torch::Tensor& a, const torch::Tensor& b) {
    const Overlap both = overlap(a.unsqueeze(1), b.unsqueeze(0));
    return {both.iou, both.union_area};
}

torch::Tensor pairwise_giou(const torch::Tensor& a, const torch::Tensor& b) {
    return generalised(a.unsqueeze(1), b.unsqueeze(0));
}

torch::Tensor elementwise_giou(const torch::Tensor& a, const torch::Tensor& b) {
    return generalised(a, b);
}

torch::Tensor covered_share(const torch::Tensor& boxes, const torch::Tensor& regions) {
    if (regions.size(0) == 0) {
        return torch::zeros({boxes.size(0)}, boxes.options().requires_grad(false));
    }
    const auto a = boxes.unsqueeze(1);
    const auto b = regions.unsqueeze(0);
    const auto top_left = torch::max(a.narrow(-1, 0, 2), b.narrow(-1, 0, 2));
    const auto bottom_right = torch::min(a.narrow(-1, 2, 2), b.narrow(-1, 2, 2));
    const auto size = (bottom_right - top_left).clamp_min(0);
    const auto inter = size.select(-1, 0) * size.select(-1, 1);
    return std::get<0>((inter / (area(a) + kIouEpsilon)).max(1));
}

torch::Tensor inverse_sigmoid(const torch::Tensor& x, double eps) {
    const auto clamped = x.clamp(0, 1);
    return torch::log(clamped.clamp_min(eps) / (1 - clamped).clamp_min(eps));
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/anchors.h"

#include "core/nn/torch.h"

#include <cmath>

#include "core/detection/common/box_ops.h"

namespace destudio::detection {

namespace {

const double kMaxLogScale = std::log(1000.0 / 16);
constexpr CodeWeights kPlainCodes{1, 1, 1, 1};

std::int64_t stride_of(int image, std::int64_t level, AnchorStrides strides) {
    if (strides == AnchorStrides::kDivided) {
        return image / level;
    }
    std::int64_t stride = 1;
    while (stride * level < image) {
        stride *= 2;
    }
    return stride;
}

torch::Tensor weights_like(const CodeWeights& weights, const torch::Tensor& like) {
    return torch::tensor(std::vector<double>(weights.begin(), weights.end()), like.options().requires_grad(false));
}

}  // namespace

torch::Tensor cell_anchors(const AnchorShapes& anchors, std::int64_t size) {
    std::vector<float> corners;
    for (const double ratio : anchors.ratios) {
        const double height_ratio = std::sqrt(ratio);
        for (std::int64_t octave = 0; octave < anchors.octaves; ++octave) {
            const double side = std::trunc(static_cast<double>(size) * std::exp2(static_cast<double>(octave) /
                                                                                 static_cast<double>(anchors.octaves)));
            // Rounded half to even, as torch rounds.
            const auto half_width = static_cast<float>(std::nearbyint(side / height_ratio / 2));
            const auto half_height = static_cast<float>(std::nearbyint(side * height_ratio / 2));
            corners.insert(corners.end(), {-half_width, -half_height, half_width, half_height});
        }
    }
    return torch::tensor(corners).view({-1, 4});
}

std::vector<torch::Tensor> make_anchors(const AnchorShapes& anchors, Size image, const LevelShapes& shapes,
                                        AnchorStrides strides) {
    std::vector<torch::Tensor> levels;
    for (std::size_t level = 0; level < shapes.size(); ++level) {
        const LevelShape& shape = shapes[level];
        const auto x = torch::arange(shape.width, torch::kFloat) *
                       static_cast<double>(stride_of(image.width, shape.width, strides));
        const auto y = torch::arange(shape.height, torch::kFloat) *
                       static_cast<double>(stride_of(image.height, shape.height, strides));
        const auto grid_x = x.repeat({shape.height});
        const auto grid_y = y.repeat_interleave(shape.width);
        const auto shifts = torch::stack({grid_x, grid_y, grid_x, grid_y}, 1);
        levels.push_back(
            (shifts.unsqueeze(1) + cell_anchors(anchors, anchors.sizes[level]).unsqueeze(0)).reshape({-1, 4}));
    }
    return levels;
}

torch::Tensor encode_boxes(const torch::Tensor& boxes, const torch::Tensor& anchors, const CodeWeights& weights) {
    const auto box = xyxy_to_cxcywh(boxes);
    const auto anchor = xyxy_to_cxcywh(anchors);
    const auto anchor_size = anchor.slice(-1, 2);
    const auto codes = torch::cat(
        {(box.slice(-1, 0, 2) - anchor.slice(-1, 0, 2)) / anchor_size, (box.slice(-1, 2) / anchor_size).log()}, -1);
    return weights == kPlainCodes ? codes : codes * weights_like(weights, codes);
}

torch::Tensor decode_boxes(const torch::Tensor& codes, const torch::Tensor& anchors, const CodeWeights& weights) {
    const auto plain = weights == kPlainCodes ? codes : codes / weights_like(weights, codes);
    const auto anchor = xyxy_to_cxcywh(anchors);
    const auto anchor_size = anchor.slice(-1, 2);
    const auto centre = plain.slice(-1, 0, 2) * anchor_size + anchor.slice(-1, 0, 2);
    const auto size = plain.slice(-1, 2).clamp_max(kMaxLogScale).exp() * anchor_size;
    return cxcywh_to_xyxy(torch::cat({centre, size}, -1));
}

}  // namespace destudio::detection

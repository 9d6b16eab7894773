// SPDX-License-Identifier: Apache-2.0
#include "core/detection/retinanet/anchors.h"

#include "core/nn/torch.h"

#include <cmath>

#include "core/detection/common/box_ops.h"

namespace destudio::detection {

namespace {

const double kMaxLogScale = std::log(1000.0 / 16);

/// [anchors_per_cell, 4] around the origin.
torch::Tensor cell_anchors(const RetinaNetConfig& config, std::int64_t size) {
    std::vector<float> corners;
    for (const double ratio : config.aspect_ratios) {
        const double height_ratio = std::sqrt(ratio);
        for (std::int64_t octave = 0; octave < config.anchor_octaves; ++octave) {
            const double side =
                std::trunc(static_cast<double>(size) *
                           std::exp2(static_cast<double>(octave) / static_cast<double>(config.anchor_octaves)));
            // Rounded half to even, as torch rounds.
            const auto half_width = static_cast<float>(std::nearbyint(side / height_ratio / 2));
            const auto half_height = static_cast<float>(std::nearbyint(side * height_ratio / 2));
            corners.insert(corners.end(), {-half_width, -half_height, half_width, half_height});
        }
    }
    return torch::tensor(corners).view({-1, 4});
}

}  // namespace

std::vector<torch::Tensor> make_anchors(const RetinaNetConfig& config, Size image, const LevelShapes& shapes) {
    std::vector<torch::Tensor> anchors;
    for (std::size_t level = 0; level < shapes.size(); ++level) {
        const LevelShape& shape = shapes[level];
        const auto x = torch::arange(shape.width, torch::kFloat) * static_cast<double>(image.width / shape.width);
        const auto y = torch::arange(shape.height, torch::kFloat) * static_cast<double>(image.height / shape.height);
        const auto grid_x = x.repeat({shape.height});
        const auto grid_y = y.repeat_interleave(shape.width);
        const auto shifts = torch::stack({grid_x, grid_y, grid_x, grid_y}, 1);
        anchors.push_back(
            (shifts.unsqueeze(1) + cell_anchors(config, config.anchor_sizes[level]).unsqueeze(0)).reshape({-1, 4}));
    }
    return anchors;
}

torch::Tensor encode_boxes(const torch::Tensor& boxes, const torch::Tensor& anchors) {
    const auto box = xyxy_to_cxcywh(boxes);
    const auto anchor = xyxy_to_cxcywh(anchors);
    const auto anchor_size = anchor.slice(-1, 2);
    return torch::cat(
        {(box.slice(-1, 0, 2) - anchor.slice(-1, 0, 2)) / anchor_size, (box.slice(-1, 2) / anchor_size).log()}, -1);
}

torch::Tensor decode_boxes(const torch::Tensor& deltas, const torch::Tensor& anchors) {
    const auto anchor = xyxy_to_cxcywh(anchors);
    const auto anchor_size = anchor.slice(-1, 2);
    const auto centre = deltas.slice(-1, 0, 2) * anchor_size + anchor.slice(-1, 0, 2);
    const auto size = deltas.slice(-1, 2).clamp_max(kMaxLogScale).exp() * anchor_size;
    return cxcywh_to_xyxy(torch::cat({centre, size}, -1));
}

}  // namespace destudio::detection

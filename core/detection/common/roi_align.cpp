// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/roi_align.h"

#include "core/nn/torch.h"

#include <algorithm>
#include <cmath>

namespace destudio::detection {

namespace {

/// Boxes that are sampled together: each takes C * bins * points numbers.
constexpr std::int64_t kBoxesAtOnce = 256;

/// Sample positions along one axis, [R, bins * points], in feature cells.
torch::Tensor positions(const torch::Tensor& start, const torch::Tensor& bin, std::int64_t bins, std::int64_t points) {
    const auto steps = (torch::arange(bins * points, start.options()) + 0.5) / static_cast<double>(points);  // in bins
    return start.unsqueeze(1) + bin.unsqueeze(1) * steps.unsqueeze(0);
}

/// Positions moved to the map's border, as grid_sampler wants them: -1 and 1 are the map's outer edges.
torch::Tensor normalised(const torch::Tensor& at, std::int64_t cells) {
    return (at.clamp(0, static_cast<double>(cells - 1)) * 2 + 1) / static_cast<double>(cells) - 1;
}

torch::Tensor inside(const torch::Tensor& at, std::int64_t cells) {
    return (at >= -1).logical_and(at <= static_cast<double>(cells));
}

/// @param start, bin [R,2] (x,y): the boxes' corner and the size of their bins in feature cells
torch::Tensor sample_boxes(const torch::Tensor& features, const torch::Tensor& start, const torch::Tensor& bin,
                           const RoiAlignOptions& options, std::int64_t points_y, std::int64_t points_x) {
    const std::int64_t boxes = start.size(0);
    const auto x = positions(start.select(1, 0), bin.select(1, 0), options.width, points_x);
    const auto y = positions(start.select(1, 1), bin.select(1, 1), options.height, points_y);
    const std::int64_t rows = y.size(1);
    const std::int64_t columns = x.size(1);
    const auto grid = torch::stack({normalised(x, features.size(2)).unsqueeze(1).expand({boxes, rows, columns}),
                                    normalised(y, features.size(1)).unsqueeze(2).expand({boxes, rows, columns})},
                                   -1);
    constexpr std::int64_t kBilinear = 0;
    constexpr std::int64_t kBorder = 1;
    const auto samples = at::grid_sampler(features.unsqueeze(0), grid.reshape({1, boxes * rows, columns, 2}), kBilinear,
                                          kBorder, /*align_corners=*/false)
                             .view({features.size(0), boxes, rows, columns});
    const auto counts = inside(y, features.size(1))
                            .unsqueeze(2)
                            .logical_and(inside(x, features.size(2)).unsqueeze(1))
                            .to(samples.scalar_type());
    return (samples * counts)
        .view({features.size(0), boxes, options.height, points_y, options.width, points_x})
        .mean(torch::IntArrayRef{3, 5})
        .permute({1, 0, 2, 3});
}

}  // namespace

torch::Tensor roi_align(const torch::Tensor& features, const torch::Tensor& boxes, const RoiAlignOptions& options) {
    const auto map = features.to(torch::kFloat32);
    const auto scaled = boxes.detach().to(torch::kFloat32) * options.scale - (options.aligned ? 0.5 : 0.0);
    const auto start = scaled.slice(1, 0, 2);
    auto side = scaled.slice(1, 2, 4) - start;
    if (!options.aligned) {
        side = side.clamp_min(1);
    }
    const auto bin =
        side / torch::tensor({static_cast<double>(options.width), static_cast<double>(options.height)}, side.options());
    std::vector<torch::Tensor> parts{
        torch::zeros({0, features.size(0), options.height, options.width}, map.options().requires_grad(false))};
    if (options.sampling > 0) {
        for (std::int64_t first = 0; first < boxes.size(0); first += kBoxesAtOnce) {
            const std::int64_t last = std::min(first + kBoxesAtOnce, boxes.size(0));
            parts.push_back(sample_boxes(map, start.slice(0, first, last), bin.slice(0, first, last), options,
                                         options.sampling, options.sampling));
        }
        return torch::cat(parts);
    }
    const auto points = bin.ceil().to(torch::kLong).cpu();
    for (std::int64_t i = 0; i < boxes.size(0); ++i) {
        const auto across = points[i][0].item<std::int64_t>();
        const auto down = points[i][1].item<std::int64_t>();
        parts.push_back(across > 0 && down > 0
                            ? sample_boxes(map, start.slice(0, i, i + 1), bin.slice(0, i, i + 1), options, down, across)
                            : torch::zeros({1, features.size(0), options.height, options.width}, map.options()));
    }
    return torch::cat(parts);
}

std::vector<double> level_scales(const std::vector<torch::Tensor>& levels, Size image) {
    std::vector<double> scales;
    for (const torch::Tensor& level : levels) {
        scales.push_back(
            std::exp2(std::round(std::log2(static_cast<double>(level.size(2)) / static_cast<double>(image.height)))));
    }
    return scales;
}

torch::Tensor level_indices(const torch::Tensor& boxes, const std::vector<double>& scales, const LevelRule& rule) {
    constexpr double kEpsilon = 1e-6;
    const double lowest = -std::log2(scales.front());
    const double highest = -std::log2(scales.back());
    const auto size =
        ((boxes.select(1, 2) - boxes.select(1, 0)) * (boxes.select(1, 3) - boxes.select(1, 1))).clamp_min(0).sqrt();
    const auto level = (torch::log2(size / rule.canonical_size) + (rule.canonical_level + kEpsilon)).floor();
    return (level.clamp(lowest, highest) - lowest).to(torch::kLong);
}

torch::Tensor pool_boxes(const std::vector<torch::Tensor>& levels, const std::vector<torch::Tensor>& boxes, Size image,
                         const RoiAlignOptions& options, const LevelRule& rule) {
    const auto scales = level_scales(levels, image);
    std::vector<torch::Tensor> parts;
    std::vector<torch::Tensor> places;
    std::int64_t before = 0;
    for (std::size_t b = 0; b < boxes.size(); ++b) {
        const auto index = level_indices(boxes[b], scales, rule);
        for (std::size_t level = 0; level < levels.size(); ++level) {
            const auto here = (index == static_cast<std::int64_t>(level)).nonzero().squeeze(1);
            RoiAlignOptions own = options;
            own.scale = scales[level];
            parts.push_back(
                roi_align(levels[level][static_cast<std::int64_t>(b)], boxes[b].index_select(0, here), own));
            places.push_back(here + before);
        }
        before += boxes[b].size(0);
    }
    // Back into the order of the boxes.
    return torch::cat(parts).index_select(0, torch::cat(places).argsort());
}

}  // namespace destudio::detection

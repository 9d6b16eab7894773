// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/two_stage_selection.h"

#include "core/nn/torch.h"

#include <cmath>
#include <limits>

namespace destudio::detection {

namespace {

/// (x,y,w,h) in [0,1] of one level's tokens, [B,h*w,4].
torch::Tensor level_proposals(const torch::Tensor& mask, double size) {
    const auto free = mask.logical_not();
    const std::int64_t batch = mask.size(0);
    const std::int64_t height = mask.size(1);
    const std::int64_t width = mask.size(2);
    const auto options = mask.options().dtype(torch::kFloat);
    const auto valid_height = free.select(2, 0).sum(1).to(torch::kFloat).view({batch, 1, 1});
    const auto valid_width = free.select(1, 0).sum(1).to(torch::kFloat).view({batch, 1, 1});
    const auto x = (torch::arange(width, options) + 0.5).view({1, 1, width}) / valid_width;
    const auto y = (torch::arange(height, options) + 0.5).view({1, height, 1}) / valid_height;
    const auto extent = torch::full({batch, height, width}, size, options);
    return torch::stack({x.expand({batch, height, width}), y.expand({batch, height, width}), extent, extent}, -1)
        .flatten(1, 2);
}

torch::Tensor gather_rows(const torch::Tensor& rows, const torch::Tensor& indices) {
    return rows.gather(1, indices.unsqueeze(-1).expand({-1, -1, rows.size(2)}));
}

}  // namespace

Proposals make_proposals(const std::vector<torch::Tensor>& level_masks, const DinoConfig& config) {
    std::vector<torch::Tensor> levels;
    std::vector<torch::Tensor> padding;
    for (std::size_t i = 0; i < level_masks.size(); ++i) {
        levels.push_back(level_proposals(level_masks[i], config.two_stage_wh_base * std::pow(2.0, i)));
        padding.push_back(level_masks[i].flatten(1));
    }
    const auto boxes = torch::cat(levels, 1);
    const auto inside =
        (boxes > config.two_stage_valid_range[0]).logical_and(boxes < config.two_stage_valid_range[1]).all(-1);
    Proposals proposals;
    proposals.valid = inside.logical_and(torch::cat(padding, 1).logical_not());
    proposals.boxes =
        torch::log(boxes / (1 - boxes))
            .masked_fill(proposals.valid.logical_not().unsqueeze(-1), std::numeric_limits<float>::infinity());
    return proposals;
}

TwoStageSelection select_proposals(const Proposals& proposals, const torch::Tensor& output_memory,
                                   const torch::Tensor& class_logits, const torch::Tensor& bbox_delta,
                                   std::int64_t num_queries) {
    TwoStageSelection selection;
    selection.output_memory = output_memory;
    selection.class_logits = class_logits;
    selection.bbox_delta = bbox_delta;
    selection.class_max = std::get<0>(class_logits.max(-1));
    const std::int64_t count = std::min(num_queries, class_logits.size(1));
    std::tie(selection.topk_scores, selection.topk_idx) = selection.class_max.topk(count, 1);
    selection.target_unact = gather_rows(output_memory, selection.topk_idx);
    selection.logits = gather_rows(class_logits, selection.topk_idx);
    selection.boxes =
        (gather_rows(bbox_delta, selection.topk_idx) + gather_rows(proposals.boxes, selection.topk_idx)).sigmoid();
    return selection;
}

}  // namespace destudio::detection

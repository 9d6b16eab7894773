// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/hungarian_matcher.h"

#include "core/nn/torch.h"

#include "core/detection/common/box_ops.h"
#include "core/detection/common/linear_assignment.h"

namespace destudio::detection {

torch::Tensor matching_cost(const torch::Tensor& logits, const torch::Tensor& boxes, const Target& target,
                            const MatcherOptions& options) {
    const torch::NoGradGuard no_grad;
    // The class cost is only needed at the targets' classes.
    const auto prob = logits.detach().index_select(-1, target.labels).sigmoid();
    const auto negative = (1 - options.alpha) * prob.pow(options.gamma) * -(1 - prob + 1e-8).log();
    const auto positive = options.alpha * (1 - prob).pow(options.gamma) * -(prob + 1e-8).log();
    const auto own = boxes.detach().unsqueeze(-2);
    const auto l1 = (own - target.boxes).abs().sum(-1);
    const auto giou = elementwise_giou(cxcywh_to_xyxy(own), cxcywh_to_xyxy(target.boxes));
    return options.l1_weight * l1 + options.class_weight * (positive - negative) - options.giou_weight * giou;
}

std::vector<std::vector<Match>> match_layers(const torch::Tensor& logits, const torch::Tensor& boxes,
                                             const Targets& targets, const MatcherOptions& options) {
    const std::int64_t layers = logits.size(0);
    const std::int64_t queries = logits.size(2);
    std::vector<std::vector<Match>> matches(static_cast<std::size_t>(layers), std::vector<Match>(targets.size()));
    for (std::size_t b = 0; b < targets.size(); ++b) {
        const auto image = static_cast<std::int64_t>(b);
        const std::int64_t count = targets[b].labels.size(0);
        if (count == 0) {
            continue;
        }
        const auto cost = matching_cost(logits.select(1, image), boxes.select(1, image), targets[b], options)
                              .to(torch::kCPU, torch::kDouble)
                              .contiguous();
        const auto size = static_cast<std::size_t>(queries * count);
        for (std::size_t n = 0; n < matches.size(); ++n) {
            for (const auto& [query, target] :
                 linear_assignment({cost.data_ptr<double>() + n * size, size}, queries, count)) {
                matches[n][b].queries.push_back(query);
                matches[n][b].targets.push_back(target);
            }
        }
    }
    return matches;
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <vector>

#include "core/detection/common/denoising_queries.h"

namespace destudio::detection {

/// Weights and shape of the matching cost. The defaults are the official adapter's.
struct MatcherOptions {
    double class_weight = 2;
    double l1_weight = 5;
    double giou_weight = 2;
    double alpha = 0.25;
    double gamma = 2;
};

/// Matched pairs of one image.
struct Match {
    std::vector<std::int64_t> queries;  ///< ascending
    std::vector<std::int64_t> targets;
};

/// Cost of every (query, target) pair of one image: weighted L1 of (cx,cy,w,h), focal class cost and -GIoU.
/// @param logits [...,Q,K]  @param boxes [...,Q,4]
/// @return [...,Q,n] float32, without gradient
torch::Tensor matching_cost(const torch::Tensor& logits, const torch::Tensor& boxes, const Target& target,
                            const MatcherOptions& options = {});

/// Matches every layer and image on its own.
/// @param logits [N,B,Q,K]  @param boxes [N,B,Q,4]
/// @return matches[layer][image]
std::vector<std::vector<Match>> match_layers(const torch::Tensor& logits, const torch::Tensor& boxes,
                                             const Targets& targets, const MatcherOptions& options = {});

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/detection/common/feature_levels.h"
#include "core/detection/dino/dino_config.h"

namespace destudio::detection {

/// One candidate box per encoder token.
struct Proposals {
    torch::Tensor boxes;  ///< [B,S,4] (x,y,w,h) in logit space; +inf in all four entries of invalid tokens
    torch::Tensor valid;  ///< [B,S] bool
};

/// Proposal of a token: its centre within the free part of its level, width and height 0.05 * 2^level. Valid when all
/// four numbers lie strictly inside (0.01, 0.99) and the token is not padding (Deformable DETR, two-stage variant).
/// @param level_masks [B,h,w] bool for each level, true = padding
Proposals make_proposals(const std::vector<torch::Tensor>& level_masks, const DinoConfig& config);

/// The encoder's best tokens: initial references of the decoder.
struct TwoStageSelection {
    torch::Tensor output_memory;  ///< [B,S,C]
    torch::Tensor class_logits;   ///< [B,S,K]
    torch::Tensor bbox_delta;     ///< [B,S,4], before adding proposals
    torch::Tensor class_max;      ///< [B,S]
    torch::Tensor topk_idx;       ///< [B,Q]
    torch::Tensor topk_scores;    ///< [B,Q]
    torch::Tensor target_unact;   ///< [B,Q,C] gathered output_memory
    torch::Tensor logits;         ///< [B,Q,K] gathered class_logits, with gradient
    torch::Tensor boxes;          ///< [B,Q,4] sigmoid of the gathered coordinates, with gradient
};

/// Ranks tokens by their largest class logit and gathers the best num_queries (all of them where there are fewer).
/// Invalid tokens take part: they all share one score.
TwoStageSelection select_proposals(const Proposals& proposals, const torch::Tensor& output_memory,
                                   const torch::Tensor& class_logits, const torch::Tensor& bbox_delta,
                                   std::int64_t num_queries);

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <map>
#include <string>

#include "core/detection/dino/dino_adapter.h"
#include "core/detection/dino/hungarian_matcher.h"

namespace destudio::detection {

/// Predictions that the losses are computed from.
struct CriterionInput {
    torch::Tensor logits;      ///< [N,B,Q,K] decoder layers, matching part
    torch::Tensor boxes;       ///< [N,B,Q,4]
    torch::Tensor enc_logits;  ///< [B,Q,K]
    torch::Tensor enc_boxes;   ///< [B,Q,4]
    torch::Tensor dn_logits;   ///< [N,B,P,K]; read when denoising.groups > 0
    torch::Tensor dn_boxes;    ///< [N,B,P,4]
    DenoisingLayout denoising;
};
CriterionInput criterion_input(const DinoOutput& output);

struct CriterionOptions {
    MatcherOptions matcher;
    double class_weight = 1;
    double l1_weight = 5;
    double giou_weight = 2;
    double focal_alpha = 0.25;
    double focal_gamma = 2;
};

struct DinoLosses {
    /// loss_class, loss_bbox, loss_giou: last layer without suffix, earlier ones "_0", ..., the encoder "_enc", the
    /// denoising part "_dn" and "_dn_0", ... Unweighted scalars.
    std::map<std::string, torch::Tensor> unweighted;
    torch::Tensor total;  ///< weighted sum, for backward()
    /// [layer][image]; the last entry is the encoder.
    std::vector<std::vector<Match>> matches;

    /// Weight of an entry.
    static double weight(const std::string& name, const CriterionOptions& options);
};

/// DINO's losses: sigmoid focal loss over all queries, L1 and 1-GIoU of matched pairs, each divided by the number of
/// targets in the batch (at least 1). An unmatched query whose box lies in an ignored region (kIgnoredShare) does not
/// count.
DinoLosses dino_losses(const CriterionInput& input, const Targets& targets, const CriterionOptions& options = {});

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>
#include <vector>

#include "core/base/geometry.h"
#include "core/detection/common/box_matcher.h"
#include "core/detection/faster_rcnn/faster_rcnn_config.h"
#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// Whether each anchor of a level holds something, and where; shared by all levels. Torchvision's RPNHead: parameters
/// "conv.N.0", "cls_logits", "bbox_pred".
class RegionProposalHead : public torch::nn::Module {
public:
    RegionProposalHead(std::int64_t channels, std::int64_t anchors_per_cell, std::int64_t convs);

    /// Raw maps of a level, float32.
    struct Output {
        torch::Tensor objectness;  ///< [B, anchors_per_cell, H, W]
        torch::Tensor codes;       ///< [B, anchors_per_cell * 4, H, W]
    };
    Output forward(const torch::Tensor& level);

private:
    std::vector<std::shared_ptr<nn::Conv2d>> m_convs;
    std::shared_ptr<nn::Conv2d> m_objectness;
    std::shared_ptr<nn::Conv2d> m_boxes;
};

/// The outputs of all levels in the order of make_anchors().
struct RegionPredictions {
    torch::Tensor objectness;             ///< [B,A] raw
    torch::Tensor codes;                  ///< [B,A,4]
    std::vector<std::int64_t> per_level;  ///< anchors of each level
};
RegionPredictions flatten(const std::vector<RegionProposalHead::Output>& levels);

/// Boxes of an image that may hold something, descending score.
struct RegionProposals {
    torch::Tensor boxes;   ///< [P,4] xyxy in pixels, inside the image
    torch::Tensor scores;  ///< [P] in [0,1]
};

/// Torchvision's filter_proposals: the best of each level, decoded, cut to the image, small ones dropped, suppressed
/// within their level, the best of the image. Nothing of it is differentiated.
/// @param anchors [A,4] @param images size of each image of the batch, without padding
std::vector<RegionProposals> filter_proposals(const RegionPredictions& predictions, const torch::Tensor& anchors,
                                              const std::vector<Size>& images, const RegionProposalConfig& config,
                                              bool training);

/// What the anchors of an image have to find.
struct AnchorTargets {
    torch::Tensor labels;   ///< [A] float: 1 object, 0 background, -1 not to be looked at
    torch::Tensor matched;  ///< [A,4] the box that belongs to each; zeros in an image without boxes
};
/// @param ignored [m,4] xyxy regions where nothing is taught; may be undefined
AnchorTargets anchor_targets(const torch::Tensor& anchors, const torch::Tensor& boxes, const torch::Tensor& ignored,
                             const RegionProposalConfig& config);

/// Losses of the first stage.
struct RegionLosses {
    torch::Tensor objectness;  ///< mean binary cross-entropy over the sampled anchors
    torch::Tensor boxes;       ///< smooth L1 of the sampled objects, divided by the number of all sampled anchors
};
/// @param samples of each image, indices into its anchors
RegionLosses region_losses(const RegionPredictions& predictions, const torch::Tensor& anchors,
                           const std::vector<AnchorTargets>& targets, const std::vector<BalancedSample>& samples,
                           double smooth_l1_beta);

}  // namespace destudio::detection

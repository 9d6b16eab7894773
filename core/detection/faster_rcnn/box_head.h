// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>
#include <vector>

#include "core/base/detection.h"
#include "core/base/geometry.h"
#include "core/detection/faster_rcnn/faster_rcnn_config.h"
#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// Two layers with ReLU on the pooled boxes. Torchvision's TwoMLPHead: parameters "fc6", "fc7".
class BoxHead : public torch::nn::Module {
public:
    BoxHead(std::int64_t inputs, std::int64_t representation);
    /// @param pooled [R,C,h,w] @return [R,representation] of the weights' type
    torch::Tensor forward(const torch::Tensor& pooled);

private:
    std::shared_ptr<nn::Linear> m_first;
    std::shared_ptr<nn::Linear> m_second;
};

/// Torchvision's FastRCNNPredictor: parameters "cls_score", "bbox_pred". Class 0 is the background.
class BoxPredictor : public torch::nn::Module {
public:
    /// @param classes background included
    BoxPredictor(std::int64_t representation, std::int64_t classes);

    struct Output {
        torch::Tensor logits;  ///< [R,K] float32, background first
        torch::Tensor codes;   ///< [R,K*4] float32
    };
    Output forward(const torch::Tensor& representation);

private:
    std::shared_ptr<nn::Linear> m_classes;
    std::shared_ptr<nn::Linear> m_boxes;
};

/// What proposals have to find.
struct ProposalTargets {
    torch::Tensor matched;  ///< [P] int64: index of the box, 0 where there is none
    torch::Tensor labels;   ///< [P] int64: class from 1 on, 0 background, -1 not to be looked at
};
/// @param labels [n] int64 from 1 on  @param ignored [m,4] xyxy regions where nothing is taught; may be undefined
ProposalTargets proposal_targets(const torch::Tensor& proposals, const torch::Tensor& boxes,
                                 const torch::Tensor& labels, const torch::Tensor& ignored,
                                 const BoxHeadConfig& config);

/// Losses of the second stage.
struct BoxLosses {
    torch::Tensor classes;  ///< mean cross-entropy over all sampled proposals
    torch::Tensor boxes;    ///< smooth L1 of the true class of the objects, divided by the number of all of them
};
/// @param labels [R] from 0  @param wanted [R,4] codes; those of background are not looked at
BoxLosses box_losses(const BoxPredictor::Output& output, const torch::Tensor& labels, const torch::Tensor& wanted,
                     double smooth_l1_beta);

/// Detections of one image: class 0 is the first after the background.
/// @param proposals [P,4] of the image, whose rows of `output` these are
/// @return those with score >= min_score, descending score, at most max_detections, in pixels of the image
std::vector<Detection> box_detections(const BoxPredictor::Output& output, const torch::Tensor& proposals, Size image,
                                      const BoxHeadConfig& config, double min_score);

}  // namespace destudio::detection

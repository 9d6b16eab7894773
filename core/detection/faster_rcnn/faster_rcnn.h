// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <memory>
#include <vector>

#include "core/detection/common/channel_mapper.h"
#include "core/detection/common/resnet_fpn.h"
#include "core/detection/faster_rcnn/box_head.h"
#include "core/detection/faster_rcnn/region_proposals.h"

namespace destudio::detection {

/// The coarser level that only the first stage sees: every second cell of the last one (torchvision's
/// LastLevelMaxPool).
torch::Tensor pool_level(const torch::Tensor& last);

/// Faster R-CNN with torchvision's parameter names: "rpn.head" and "roi_heads" on "backbone" (a ResNet with a pyramid),
/// or on "neck" (a ChannelMapper over U-Net features).
class FasterRcnn : public torch::nn::Module {
public:
    explicit FasterRcnn(const FasterRcnnConfig& config);

    const FasterRcnnConfig& config() const { return m_config; }
    torch::Device device() const;

    /// The pyramid, fine to coarse; pictures are padded to multiples of 32 first. @param pyramid on the weights' device
    std::vector<torch::Tensor> features(const FeaturePyramid& pyramid);
    /// What the backbone's third stage says, see Resnet::third_stage(). @throws ConfigError where there is no backbone
    torch::Tensor third_stage(const FeaturePyramid& pyramid);
    /// The first stage on all levels and the pooled one.
    std::vector<RegionProposalHead::Output> propose(const std::vector<torch::Tensor>& levels);
    /// The second stage. @param boxes of each image, [R,4] xyxy in pixels  @param image size of the batch's pictures
    BoxPredictor::Output predict(const std::vector<torch::Tensor>& levels, const std::vector<torch::Tensor>& boxes,
                                 Size image);

private:
    FasterRcnnConfig m_config;
    std::shared_ptr<ChannelMapper> m_neck;
    std::shared_ptr<ResnetFpn> m_backbone;
    std::shared_ptr<RegionProposalHead> m_proposals;
    std::shared_ptr<BoxHead> m_head;
    std::shared_ptr<BoxPredictor> m_predictor;
};

}  // namespace destudio::detection

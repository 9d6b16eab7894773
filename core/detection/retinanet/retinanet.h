// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/detection/common/channel_mapper.h"
#include "core/detection/common/feature_levels.h"
#include "core/detection/common/resnet_fpn.h"
#include "core/detection/retinanet/retinanet_config.h"

namespace destudio::detection {

/// Raw predictions of every anchor, level by level in the order of make_anchors.
struct RetinaNetOutput {
    LevelShapes shapes;
    std::vector<torch::Tensor> logits;  ///< [B, cells * anchors_per_cell, K] float32 for each level
    std::vector<torch::Tensor> deltas;  ///< [B, cells * anchors_per_cell, 4] float32
};

/// A tower of 3x3 convolutions with ReLU that ends in one output convolution; shared by all levels. Parameters:
/// "conv.N.0" (and "conv.N.1" for a norm), and the output under its own name.
class RetinaNetTower : public torch::nn::Module {
public:
    RetinaNetTower(const RetinaNetConfig& config, const std::string& output_name, std::int64_t values_per_anchor,
                   double output_bias);
    /// @return [B, H*W*anchors_per_cell, values_per_anchor] float32
    torch::Tensor forward(const torch::Tensor& level);

private:
    std::int64_t m_values;
    std::vector<std::shared_ptr<nn::Conv2d>> m_convs;
    std::vector<std::shared_ptr<Norm2d>> m_norms;  ///< empty without
    std::shared_ptr<nn::Conv2d> m_output;
};

/// RetinaNet with torchvision's parameter names: "head.classification_head" and "head.regression_head" on "backbone" (a
/// ResNet with a pyramid), or on "neck" (a ChannelMapper over U-Net features).
class RetinaNet : public torch::nn::Module {
public:
    explicit RetinaNet(const RetinaNetConfig& config);

    const RetinaNetConfig& config() const { return m_config; }
    /// @param pyramid on the weights' device
    RetinaNetOutput forward(const FeaturePyramid& pyramid);
    /// What the backbone's third stage says, see Resnet::third_stage(). @throws ConfigError where there is no backbone
    torch::Tensor third_stage(const FeaturePyramid& pyramid);
    torch::Device device() const;

private:
    RetinaNetConfig m_config;
    std::shared_ptr<ChannelMapper> m_neck;
    std::shared_ptr<ResnetFpn> m_backbone;
    std::shared_ptr<RetinaNetTower> m_classes;
    std::shared_ptr<RetinaNetTower> m_boxes;
};

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/detection/common/resnet.h"

namespace destudio::detection {

/// Feature pyramid network (Lin et al. 2017) under torchvision's names: a 1x1 and a 3x3 convolution for each input
/// ("inner_blocks.N.0", "layer_blocks.N.0"), the coarser level added to the finer one, and up to two stride-2 levels
/// more ("extra_blocks.p6", "extra_blocks.p7").
class FeaturePyramidNetwork : public torch::nn::Module {
public:
    FeaturePyramidNetwork(const std::vector<std::int64_t>& in_channels, std::int64_t channels,
                          std::int64_t extra_levels);
    /// @return fine to coarse
    std::vector<torch::Tensor> forward(const std::vector<torch::Tensor>& inputs);

private:
    std::vector<std::shared_ptr<nn::Conv2d>> m_inner;
    std::vector<std::shared_ptr<nn::Conv2d>> m_outer;
    std::vector<std::shared_ptr<nn::Conv2d>> m_extra;
};

/// Pictures to a feature pyramid: "body" (a ResNet) and "fpn".
class ResnetFpn : public torch::nn::Module {
public:
    /// @param levels the stages that feed the pyramid and at most two more
    /// @throws ConfigError for more levels than that
    ResnetFpn(const ResnetConfig& config, std::int64_t channels, std::int64_t levels);

    /// @param images [B,3,H,W] in [-1,1], any floating type @return tensors of the weights' type, fine to coarse
    std::vector<torch::Tensor> forward(const torch::Tensor& images);
    /// What the third stage of "body" says, see Resnet::third_stage().
    torch::Tensor third_stage(const torch::Tensor& images);

private:
    std::vector<torch::Tensor> stages(const torch::Tensor& images);

    ResnetConfig m_config;
    std::shared_ptr<Resnet> m_body;
    std::shared_ptr<FeaturePyramidNetwork> m_fpn;
};

}  // namespace destudio::detection

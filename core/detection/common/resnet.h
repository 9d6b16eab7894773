// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/detection/common/norm_2d.h"
#include "core/detection/common/resnet_config.h"

namespace destudio::detection {

/// A residual block of ResNet-18 (two 3x3 convolutions) or ResNet-50 (1x1, 3x3, 1x1 with four times the channels; the
/// 3x3 has the stride). Parameters: conv1, bn1, conv2, bn2, (conv3, bn3), (downsample.0, downsample.1).
class ResnetBlock : public torch::nn::Module {
public:
    /// @param planes channels inside; the block ends in planes times expansion(depth)
    ResnetBlock(std::int64_t in, std::int64_t planes, std::int64_t stride, const ResnetConfig& config);

    torch::Tensor forward(const torch::Tensor& x);

private:
    void add(const std::string& number, std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
             const ResnetConfig& config);

    std::vector<std::shared_ptr<nn::Conv2d>> m_convs;
    std::vector<std::shared_ptr<Norm2d>> m_norms;
    std::shared_ptr<nn::Conv2d> m_shortcut;  ///< null where the input is added as it is
    std::shared_ptr<Norm2d> m_shortcut_norm;
};

/// Pictures as a ResNet wants them. @param images [B,3,H,W] in [-1,1], any floating type @return float32
torch::Tensor normalised_pictures(const torch::Tensor& images, const ResnetConfig& config);

/// ResNet without its classifier, under torchvision's names: conv1, bn1, layer1 to layer4.
class Resnet : public torch::nn::Module {
public:
    explicit Resnet(const ResnetConfig& config);

    /// @param x [B,3,H,W], normalised @return the output of each stage from config.first_stage on
    std::vector<torch::Tensor> forward(const torch::Tensor& x);
    /// Channels of what forward() returns.
    const std::vector<std::int64_t>& channels() const { return m_channels; }
    /// Of what forward() returns, the third stage's; the first one of those where the third is not among them.
    std::size_t third_stage() const { return m_first_stage < 2 ? 2 - m_first_stage : 0; }
    /// Of the weights, which is what forward() wants.
    torch::ScalarType type() const { return m_conv->weight.scalar_type(); }

private:
    using Stage = nn::ModuleArray<ResnetBlock>;

    bool m_max_pool;
    std::size_t m_first_stage;
    std::shared_ptr<nn::Conv2d> m_conv;
    std::shared_ptr<Norm2d> m_norm;
    std::vector<std::shared_ptr<Stage>> m_stages;
    std::vector<std::int64_t> m_channels;
};

}  // namespace destudio::detection

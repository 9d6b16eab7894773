// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/detection/common/detector.h"
#include "core/detection/common/neck_config.h"
#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// Convolution and GroupNorm, no activation.
class ConvNorm : public torch::nn::Module {
public:
    ConvNorm(std::int64_t in_channels, std::int64_t kernel, std::int64_t stride, const NeckConfig& config);
    torch::Tensor forward(const torch::Tensor& x);

private:
    std::shared_ptr<nn::Conv2d> m_conv;
    std::shared_ptr<nn::GroupNorm> m_norm;
};

/// Brings every input feature to embed_dim channels by a 1x1 convolution and makes the extra levels by 3x3 stride-2
/// convolutions. The first extra level reads the RAW last input, later ones the extra level before (detrex'
/// ChannelMapper).
class ChannelMapper : public torch::nn::Module {
public:
    explicit ChannelMapper(const NeckConfig& config);
    /// @return num_feature_levels tensors [B,embed_dim,h,w], fine to coarse
    /// @throws ConfigError when a feature is missing or has the wrong number of channels
    std::vector<torch::Tensor> forward(const FeaturePyramid& pyramid);

private:
    std::vector<std::string> m_in_features;
    std::vector<std::int64_t> m_in_channels;
    std::shared_ptr<nn::ModuleArray<ConvNorm>> m_convs;
    std::shared_ptr<nn::ModuleArray<ConvNorm>> m_extra_convs;  ///< null without extra levels
};

}  // namespace destudio::detection

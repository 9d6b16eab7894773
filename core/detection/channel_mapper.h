// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

#include <vector>

#include "core/detection/adapter.h"
#include "core/detection/dino_config.h"

namespace destudio::detection {

/// Convolution and GroupNorm, no activation.
class ConvNormImpl : public torch::nn::Module {
public:
    ConvNormImpl(std::int64_t in_channels, std::int64_t kernel, std::int64_t stride, const DinoConfig& config);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::Conv2d m_conv{nullptr};
    torch::nn::GroupNorm m_norm{nullptr};
};
TORCH_MODULE(ConvNorm);

/// Brings every input feature to embed_dim channels by a 1x1 convolution and makes the extra levels by 3x3 stride-2
/// convolutions. The first extra level reads the RAW last input, later ones the extra level before (detrex'
/// ChannelMapper).
class ChannelMapperImpl : public torch::nn::Module {
public:
    explicit ChannelMapperImpl(const DinoConfig& config);
    /// @return num_feature_levels tensors [B,embed_dim,h,w], fine to coarse
    /// @throws ConfigError when a feature is missing or has the wrong number of channels
    std::vector<torch::Tensor> forward(const FeaturePyramid& pyramid);

private:
    std::vector<std::string> m_in_features;
    std::vector<std::int64_t> m_in_channels;
    torch::nn::ModuleList m_convs;
    torch::nn::ModuleList m_extra_convs;
};
TORCH_MODULE(ChannelMapper);

}  // namespace destudio::detection

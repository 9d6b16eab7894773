// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/channel_mapper.h"

#include "core/nn/torch.h"

#include "core/detection/common/detector_inputs.h"
#include "core/detection/common/initialization.h"

namespace destudio::detection {

ConvNorm::ConvNorm(std::int64_t in_channels, std::int64_t kernel, std::int64_t stride, const NeckConfig& config) {
    const nn::Conv2d::Options options{in_channels, config.embed_dim, kernel, stride, (kernel - 1) / 2, true};
    m_conv = register_module("conv", std::make_shared<nn::Conv2d>(options));
    m_norm = register_module(
        "norm", std::make_shared<nn::GroupNorm>(config.group_norm_groups, config.embed_dim, config.group_norm_eps));
    init_xavier_uniform(m_conv->weight);
    init_constant(m_conv->bias, 0);
}

torch::Tensor ConvNorm::forward(const torch::Tensor& x) {
    return m_norm->forward(m_conv->forward(x.to(m_conv->weight.scalar_type())));
}

ChannelMapper::ChannelMapper(const NeckConfig& config) : m_in_features(config.in_features) {
    m_convs = register_module("convs", std::make_shared<nn::ModuleArray<ConvNorm>>());
    for (const std::string& feature : m_in_features) {
        m_in_channels.push_back(config.in_channels.at(feature));
        m_convs->append(std::make_shared<ConvNorm>(m_in_channels.back(), 1, 1, config));
    }
    const std::int64_t extra_levels = config.num_feature_levels - static_cast<std::int64_t>(m_in_features.size());
    if (extra_levels > 0) {
        m_extra_convs = register_module("extra_convs", std::make_shared<nn::ModuleArray<ConvNorm>>());
    }
    for (std::int64_t i = 0; i < extra_levels; ++i) {
        m_extra_convs->append(
            std::make_shared<ConvNorm>(i == 0 ? m_in_channels.back() : config.embed_dim, 3, 2, config));
    }
}

std::vector<torch::Tensor> ChannelMapper::forward(const FeaturePyramid& pyramid) {
    std::vector<torch::Tensor> levels;
    torch::Tensor last;
    for (std::size_t i = 0; i < m_in_features.size(); ++i) {
        last = checked_input(pyramid, m_in_features[i], m_in_channels[i]);
        levels.push_back((*m_convs)[i].forward(last));
    }
    for (std::size_t i = 0; m_extra_convs && i < m_extra_convs->size(); ++i) {
        last = (*m_extra_convs)[i].forward(last);
        levels.push_back(last);
    }
    return levels;
}

}  // namespace destudio::detection

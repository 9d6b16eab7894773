// SPDX-License-Identifier: Apache-2.0
#include "core/detection/common/resnet_fpn.h"

#include "core/base/error.h"
#include "core/detection/common/initialization.h"

namespace destudio::detection {

namespace {

std::shared_ptr<nn::Conv2d> make_pyramid_conv(std::int64_t in, std::int64_t out, std::int64_t kernel,
                                              std::int64_t stride = 1) {
    auto conv = std::make_shared<nn::Conv2d>(nn::Conv2d::Options{in, out, kernel, stride, kernel / 2, true});
    init_xavier_uniform(conv->weight);
    init_constant(conv->bias, 0);
    return conv;
}

/// One convolution as "N.0", the way torchvision nests it.
std::shared_ptr<nn::Conv2d> append(torch::nn::Module& list, std::size_t index, std::shared_ptr<nn::Conv2d> conv) {
    const auto block = list.register_module(std::to_string(index), std::make_shared<torch::nn::Module>());
    return block->register_module("0", std::move(conv));
}

}  // namespace

FeaturePyramidNetwork::FeaturePyramidNetwork(const std::vector<std::int64_t>& in_channels, std::int64_t channels,
                                             std::int64_t extra_levels) {
    const auto inner = register_module("inner_blocks", std::make_shared<torch::nn::Module>());
    const auto outer = register_module("layer_blocks", std::make_shared<torch::nn::Module>());
    for (std::size_t i = 0; i < in_channels.size(); ++i) {
        m_inner.push_back(append(*inner, i, make_pyramid_conv(in_channels[i], channels, 1)));
        m_outer.push_back(append(*outer, i, make_pyramid_conv(channels, channels, 3)));
    }
    if (extra_levels > 0) {
        const auto extra = register_module("extra_blocks", std::make_shared<torch::nn::Module>());
        for (std::int64_t i = 0; i < extra_levels; ++i) {
            m_extra.push_back(
                extra->register_module("p" + std::to_string(6 + i), make_pyramid_conv(channels, channels, 3, 2)));
        }
    }
}

std::vector<torch::Tensor> FeaturePyramidNetwork::forward(const std::vector<torch::Tensor>& inputs) {
    std::vector<torch::Tensor> levels(inputs.size());
    torch::Tensor coarser;
    for (std::size_t i = inputs.size(); i-- > 0;) {
        torch::Tensor here = m_inner[i]->forward(inputs[i]);
        if (coarser.defined()) {
            here = here + torch::upsample_nearest2d(coarser, at::IntArrayRef{here.size(2), here.size(3)});
        }
        levels[i] = m_outer[i]->forward(here);
        coarser = here;
    }
    for (std::size_t i = 0; i < m_extra.size(); ++i) {
        levels.push_back(m_extra[i]->forward(i == 0 ? levels.back() : levels.back().relu()));
    }
    return levels;
}

ResnetFpn::ResnetFpn(const ResnetConfig& config, std::int64_t channels, std::int64_t levels) : m_config(config) {
    m_body = register_module("body", std::make_shared<Resnet>(config));
    const std::int64_t extra = levels - static_cast<std::int64_t>(m_body->channels().size());
    if (extra > 2) {
        throw ConfigError("A ResNet gives at most two levels more than it has stages; lower \"num_feature_levels\".");
    }
    m_fpn = register_module("fpn", std::make_shared<FeaturePyramidNetwork>(m_body->channels(), channels, extra));
}

std::vector<torch::Tensor> ResnetFpn::stages(const torch::Tensor& images) {
    return m_body->forward(
        normalised_pictures(images, m_config).to(m_body->type(), false, false, torch::MemoryFormat::ChannelsLast));
}

torch::Tensor ResnetFpn::third_stage(const torch::Tensor& images) {
    return stages(images).at(m_body->third_stage());
}

std::vector<torch::Tensor> ResnetFpn::forward(const torch::Tensor& images) {
    return m_fpn->forward(stages(images));
}

}  // namespace destudio::detection

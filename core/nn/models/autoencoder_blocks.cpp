// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/autoencoder_blocks.h"

#include <utility>

#include "core/nn/models/attention.h"

namespace destudio::nn {

namespace {

std::shared_ptr<ResnetBlock> make_resnet(std::int64_t in, std::int64_t out, std::int64_t groups) {
    return std::make_shared<ResnetBlock>(
        ResnetBlock::Options{.in = in, .out = out, .groups = groups, .eps = kAutoencoderNormEps});
}

}  // namespace

AutoencoderAttention::AutoencoderAttention(std::int64_t channels, std::int64_t groups) {
    m_group_norm = register_module("group_norm", std::make_shared<GroupNorm>(groups, channels, kAutoencoderNormEps));
    m_to_q = register_module("to_q", std::make_shared<Linear>(channels, channels));
    m_to_k = register_module("to_k", std::make_shared<Linear>(channels, channels));
    m_to_v = register_module("to_v", std::make_shared<Linear>(channels, channels));
    m_to_out = register_module("to_out", std::make_shared<ModuleArray<Linear>>());
    m_to_out->append(std::make_shared<Linear>(channels, channels));
}

torch::Tensor AutoencoderAttention::forward(const torch::Tensor& hidden) {
    const auto tokens = m_group_norm->forward(hidden).permute({0, 2, 3, 1}).flatten(1, 2);
    const auto attended =
        multi_head_attention(m_to_q->forward(tokens), m_to_k->forward(tokens), m_to_v->forward(tokens), /*heads=*/1);
    const auto out = (*m_to_out)[0].forward(attended);
    const auto image = out.reshape({hidden.size(0), hidden.size(2), hidden.size(3), hidden.size(1)});
    return observed(image.permute({0, 3, 1, 2}) + hidden);
}

AutoencoderMidBlock::AutoencoderMidBlock(std::int64_t channels, std::int64_t groups) {
    m_attentions = register_module("attentions", std::make_shared<ModuleArray<AutoencoderAttention>>());
    m_attentions->append(std::make_shared<AutoencoderAttention>(channels, groups));
    m_resnets = register_module("resnets", std::make_shared<ModuleArray<ResnetBlock>>());
    m_resnets->append(make_resnet(channels, channels, groups));
    m_resnets->append(make_resnet(channels, channels, groups));
}

torch::Tensor AutoencoderMidBlock::forward(const torch::Tensor& hidden) {
    const auto attended = (*m_attentions)[0].forward((*m_resnets)[0].forward(hidden));
    return observed((*m_resnets)[1].forward(attended));
}

AutoencoderDownBlock::AutoencoderDownBlock(const AutoencoderBlockOptions& options) {
    m_resnets = register_module("resnets", std::make_shared<ModuleArray<ResnetBlock>>());
    for (std::int64_t i = 0; i < options.layers; ++i) {
        m_resnets->append(make_resnet(i == 0 ? options.in : options.out, options.out, options.groups));
    }
    if (options.resample) {
        m_downsamplers = register_module("downsamplers", std::make_shared<ModuleArray<Downsampler>>());
        m_downsamplers->append(std::make_shared<Downsampler>(options.out, Downsampler::Padding::kBottomRight));
    }
}

torch::Tensor AutoencoderDownBlock::forward(torch::Tensor hidden) {
    for (std::size_t i = 0; i < m_resnets->size(); ++i) {
        hidden = (*m_resnets)[i].forward(hidden);
    }
    if (m_downsamplers) {
        hidden = (*m_downsamplers)[0].forward(hidden);
    }
    return observed(std::move(hidden));
}

AutoencoderUpBlock::AutoencoderUpBlock(const AutoencoderBlockOptions& options) {
    m_resnets = register_module("resnets", std::make_shared<ModuleArray<ResnetBlock>>());
    for (std::int64_t i = 0; i < options.layers; ++i) {
        m_resnets->append(make_resnet(i == 0 ? options.in : options.out, options.out, options.groups));
    }
    if (options.resample) {
        m_upsamplers = register_module("upsamplers", std::make_shared<ModuleArray<Upsampler>>());
        m_upsamplers->append(std::make_shared<Upsampler>(options.out));
    }
}

torch::Tensor AutoencoderUpBlock::forward(torch::Tensor hidden) {
    for (std::size_t i = 0; i < m_resnets->size(); ++i) {
        hidden = (*m_resnets)[i].forward(hidden);
    }
    if (m_upsamplers) {
        hidden = (*m_upsamplers)[0].forward(hidden, 2 * hidden.size(2), 2 * hidden.size(3));
    }
    return observed(std::move(hidden));
}

}  // namespace destudio::nn

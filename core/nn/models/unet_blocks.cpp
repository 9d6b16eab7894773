// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/unet_blocks.h"

#include <utility>

#include "core/nn/functional/recompute.h"

namespace destudio::nn {

namespace {

std::shared_ptr<ResnetBlock> make_resnet(const UnetBlockOptions& options, std::int64_t in) {
    return std::make_shared<ResnetBlock>(ResnetBlock::Options{.in = in,
                                                              .out = options.out,
                                                              .time_width = options.time_width,
                                                              .groups = options.groups,
                                                              .eps = options.eps,
                                                              .output_scale = options.output_scale});
}

std::shared_ptr<Transformer2d> make_attention(const UnetBlockOptions& options) {
    Transformer2d::Options attention = options.attention;
    attention.channels = options.out;
    attention.groups = options.groups;
    return std::make_shared<Transformer2d>(attention);
}

torch::Tensor resnet_of(ResnetBlock& resnet, const torch::Tensor& hidden, const torch::Tensor& time) {
    return recomputed([&resnet](const torch::Tensor& h, const torch::Tensor& t) { return resnet.forward(h, t); },
                      hidden, time);
}

}  // namespace

UnetDownBlock::UnetDownBlock(const UnetBlockOptions& options) {
    if (options.with_attention) {
        m_attentions = register_module("attentions", std::make_shared<ModuleArray<Transformer2d>>());
    }
    m_resnets = register_module("resnets", std::make_shared<ModuleArray<ResnetBlock>>());
    for (std::int64_t i = 0; i < options.layers; ++i) {
        m_resnets->append(make_resnet(options, i == 0 ? options.in : options.out));
        if (m_attentions) {
            m_attentions->append(make_attention(options));
        }
    }
    if (options.resample) {
        m_downsamplers = register_module("downsamplers", std::make_shared<ModuleArray<Downsampler>>());
        m_downsamplers->append(std::make_shared<Downsampler>(options.out, Downsampler::Padding::kSymmetric));
    }
}

torch::Tensor UnetDownBlock::forward(torch::Tensor hidden, const torch::Tensor& time, const torch::Tensor& context,
                                     std::vector<torch::Tensor>& skips) {
    for (std::size_t i = 0; i < m_resnets->size(); ++i) {
        hidden = resnet_of((*m_resnets)[i], hidden, time);
        if (m_attentions) {
            hidden = (*m_attentions)[i].forward(hidden, context);
        }
        skips.push_back(hidden);
    }
    if (m_downsamplers) {
        hidden = (*m_downsamplers)[0].forward(hidden);
        skips.push_back(hidden);
    }
    return observed(std::move(hidden));
}

UnetMidBlock::UnetMidBlock(const UnetBlockOptions& options) {
    if (options.with_attention) {
        m_attentions = register_module("attentions", std::make_shared<ModuleArray<Transformer2d>>());
    }
    m_resnets = register_module("resnets", std::make_shared<ModuleArray<ResnetBlock>>());
    m_resnets->append(make_resnet(options, options.in));
    for (std::int64_t i = 0; i < options.layers; ++i) {
        if (m_attentions) {
            m_attentions->append(make_attention(options));
        }
        m_resnets->append(make_resnet(options, options.out));
    }
}

torch::Tensor UnetMidBlock::forward(torch::Tensor hidden, const torch::Tensor& time, const torch::Tensor& context) {
    hidden = resnet_of((*m_resnets)[0], hidden, time);
    for (std::size_t i = 1; i < m_resnets->size(); ++i) {
        if (m_attentions) {
            hidden = (*m_attentions)[i - 1].forward(hidden, context);
        }
        hidden = resnet_of((*m_resnets)[i], hidden, time);
    }
    return observed(std::move(hidden));
}

UnetUpBlock::UnetUpBlock(const UnetBlockOptions& options, std::int64_t previous, std::int64_t last_skip) {
    if (options.with_attention) {
        m_attentions = register_module("attentions", std::make_shared<ModuleArray<Transformer2d>>());
    }
    m_resnets = register_module("resnets", std::make_shared<ModuleArray<ResnetBlock>>());
    for (std::int64_t i = 0; i < options.layers; ++i) {
        const auto from_before = i == 0 ? previous : options.out;
        const auto from_skip = i == options.layers - 1 ? last_skip : options.out;
        m_resnets->append(make_resnet(options, from_before + from_skip));
        if (m_attentions) {
            m_attentions->append(make_attention(options));
        }
    }
    if (options.resample) {
        m_upsamplers = register_module("upsamplers", std::make_shared<ModuleArray<Upsampler>>());
        m_upsamplers->append(std::make_shared<Upsampler>(options.out));
    }
}

torch::Tensor UnetUpBlock::forward(torch::Tensor hidden, const torch::Tensor& time, const torch::Tensor& context,
                                   std::vector<torch::Tensor>& skips) {
    for (std::size_t i = 0; i < m_resnets->size(); ++i) {
        hidden = resnet_of((*m_resnets)[i], torch::cat({hidden, skips.back()}, 1), time);
        skips.pop_back();
        if (m_attentions) {
            hidden = (*m_attentions)[i].forward(hidden, context);
        }
    }
    if (m_upsamplers) {
        const auto& next = skips.back();
        hidden = (*m_upsamplers)[0].forward(hidden, next.size(2), next.size(3));
    }
    return observed(std::move(hidden));
}

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/resnet_block.h"

namespace destudio::nn {

ResnetBlock::ResnetBlock(const Options& options)
    : m_output_scale(options.output_scale), m_norm_options{options.groups, options.eps} {
    m_norm1 = register_module("norm1", std::make_shared<GroupNorm>(options.groups, options.in, options.eps));
    m_conv1 = register_module("conv1", std::make_shared<Conv2d>(Conv2d::Options{.in = options.in, .out = options.out}));
    if (options.time_width > 0) {
        m_time_emb_proj = register_module("time_emb_proj", std::make_shared<Linear>(options.time_width, options.out));
    }
    m_norm2 = register_module("norm2", std::make_shared<GroupNorm>(options.groups, options.out, options.eps));
    m_conv2 =
        register_module("conv2", std::make_shared<Conv2d>(Conv2d::Options{.in = options.out, .out = options.out}));
    if (options.in != options.out) {
        m_conv_shortcut = register_module(
            "conv_shortcut",
            std::make_shared<Conv2d>(Conv2d::Options{.in = options.in, .out = options.out, .kernel = 1, .padding = 0}));
    }
}

torch::Tensor ResnetBlock::forward(const torch::Tensor& hidden, const torch::Tensor& time) {
    auto h = norm_silu_convolution(*m_norm1, m_norm_options, *m_conv1, hidden);
    if (m_time_emb_proj) {
        h = h + m_time_emb_proj->forward(torch::silu(time)).unsqueeze(-1).unsqueeze(-1);
    }
    if (goes_in_strips(*m_conv2, h)) {
        // A large image: no second one beside it. The sums are the same.
        norm_silu_convolution_in_place(*m_norm2, m_norm_options, *m_conv2, h);
        if (m_conv_shortcut) {
            add_pointwise_convolution(h, *m_conv_shortcut, hidden);
        } else {
            h.add_(hidden);
        }
        return observed(m_output_scale == 1.0 ? h : h.div_(m_output_scale));
    }
    h = norm_silu_convolution(*m_norm2, m_norm_options, *m_conv2, h);
    const auto sum = (m_conv_shortcut ? m_conv_shortcut->forward(hidden) : hidden) + h;
    return observed(m_output_scale == 1.0 ? sum : sum / m_output_scale);
}

Downsampler::Downsampler(std::int64_t channels, Padding padding) : m_padding(padding) {
    m_conv = register_module(
        "conv", std::make_shared<Conv2d>(Conv2d::Options{
                    .in = channels, .out = channels, .stride = 2, .padding = padding == Padding::kSymmetric ? 1 : 0}));
}

torch::Tensor Downsampler::forward(const torch::Tensor& hidden) {
    return observed(
        m_conv->forward(m_padding == Padding::kBottomRight ? torch::constant_pad_nd(hidden, {0, 1, 0, 1}) : hidden));
}

Upsampler::Upsampler(std::int64_t channels) {
    m_conv = register_module("conv", std::make_shared<Conv2d>(Conv2d::Options{.in = channels, .out = channels}));
}

torch::Tensor Upsampler::forward(const torch::Tensor& hidden, std::int64_t height, std::int64_t width) {
    return observed(enlarged_convolution(*m_conv, hidden, height, width));
}

}  // namespace destudio::nn

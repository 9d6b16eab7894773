// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/autoencoder_kl.h"

#include <utility>

#include "core/nn/functional/strip_convolution.h"

namespace destudio::nn {

namespace {

constexpr double kMinLogvar = -30;
constexpr double kMaxLogvar = 20;

}  // namespace

AutoencoderEncoder::AutoencoderEncoder(const AutoencoderKlConfig& config)
    : m_norm_options{config.norm_num_groups, kAutoencoderNormEps} {
    const auto& channels = config.block_out_channels;
    m_conv_in =
        register_module("conv_in", std::make_shared<Conv2d>(Conv2d::Options{
                                       .in = config.patch_channels(config.in_channels), .out = channels.front()}));
    m_down_blocks = register_module("down_blocks", std::make_shared<ModuleArray<AutoencoderDownBlock>>());
    for (std::size_t i = 0; i < channels.size(); ++i) {
        m_down_blocks->append(
            std::make_shared<AutoencoderDownBlock>(AutoencoderBlockOptions{.in = channels[i == 0 ? 0 : i - 1],
                                                                           .out = channels[i],
                                                                           .layers = config.layers_per_block,
                                                                           .groups = config.norm_num_groups,
                                                                           .resample = i + 1 < channels.size()}));
    }
    m_mid_block =
        register_module("mid_block", std::make_shared<AutoencoderMidBlock>(channels.back(), config.norm_num_groups));
    m_conv_norm_out = register_module(
        "conv_norm_out", std::make_shared<GroupNorm>(config.norm_num_groups, channels.back(), kAutoencoderNormEps));
    m_conv_out = register_module("conv_out", std::make_shared<Conv2d>(Conv2d::Options{
                                                 .in = channels.back(), .out = 2 * config.latent_channels}));
}

torch::Tensor AutoencoderEncoder::forward(const torch::Tensor& patches) {
    auto hidden = m_conv_in->forward(patches);
    for (std::size_t i = 0; i < m_down_blocks->size(); ++i) {
        hidden = (*m_down_blocks)[i].forward(std::move(hidden));  // nobody else holds it
    }
    hidden = m_mid_block->forward(hidden);
    return observed(norm_silu_convolution(*m_conv_norm_out, m_norm_options, *m_conv_out, hidden));
}

AutoencoderDecoder::AutoencoderDecoder(const AutoencoderKlConfig& config)
    : m_norm_options{config.norm_num_groups, kAutoencoderNormEps} {
    const auto& channels = config.block_out_channels;
    m_conv_in = register_module(
        "conv_in", std::make_shared<Conv2d>(Conv2d::Options{.in = config.latent_channels, .out = channels.back()}));
    m_mid_block =
        register_module("mid_block", std::make_shared<AutoencoderMidBlock>(channels.back(), config.norm_num_groups));
    m_up_blocks = register_module("up_blocks", std::make_shared<ModuleArray<AutoencoderUpBlock>>());
    for (std::size_t i = channels.size(); i-- > 0;) {
        m_up_blocks->append(std::make_shared<AutoencoderUpBlock>(
            AutoencoderBlockOptions{.in = channels[i + 1 < channels.size() ? i + 1 : i],
                                    .out = channels[i],
                                    .layers = config.layers_per_block + 1,
                                    .groups = config.norm_num_groups,
                                    .resample = i > 0}));
    }
    m_conv_norm_out = register_module(
        "conv_norm_out", std::make_shared<GroupNorm>(config.norm_num_groups, channels.front(), kAutoencoderNormEps));
    m_conv_out =
        register_module("conv_out", std::make_shared<Conv2d>(Conv2d::Options{
                                        .in = channels.front(), .out = config.patch_channels(config.out_channels)}));
}

torch::Tensor AutoencoderDecoder::forward(const torch::Tensor& latent) {
    auto hidden = m_mid_block->forward(m_conv_in->forward(latent));
    for (std::size_t i = 0; i < m_up_blocks->size(); ++i) {
        hidden = (*m_up_blocks)[i].forward(std::move(hidden));
    }
    return observed(norm_silu_convolution(*m_conv_norm_out, m_norm_options, *m_conv_out, hidden));
}

AutoencoderKl::AutoencoderKl(const AutoencoderKlConfig& config) : m_config(config) {
    m_encoder = register_module("encoder", std::make_shared<AutoencoderEncoder>(config));
    m_decoder = register_module("decoder", std::make_shared<AutoencoderDecoder>(config));
    const auto pointwise = [](std::int64_t channels) {
        return std::make_shared<Conv2d>(Conv2d::Options{.in = channels, .out = channels, .kernel = 1, .padding = 0});
    };
    m_quant_conv = register_module("quant_conv", pointwise(2 * config.latent_channels));
    m_post_quant_conv = register_module("post_quant_conv", pointwise(config.latent_channels));
}

torch::Tensor AutoencoderKl::encode_moments(const torch::Tensor& image) {
    const auto patches = m_config.patch_size == 1 ? image : torch::pixel_unshuffle(image, m_config.patch_size);
    return m_quant_conv->forward(m_encoder->forward(patches));
}

torch::Tensor AutoencoderKl::decode(const torch::Tensor& latent) {
    const auto patches = m_decoder->forward(m_post_quant_conv->forward(latent));
    return m_config.patch_size == 1 ? patches : torch::pixel_shuffle(patches, m_config.patch_size);
}

torch::Tensor moments_mean(const torch::Tensor& moments) {
    return moments.chunk(2, 1)[0];
}

torch::Tensor moments_logvar(const torch::Tensor& moments) {
    return moments.chunk(2, 1)[1].clamp(kMinLogvar, kMaxLogvar);
}

torch::Tensor moments_sample(const torch::Tensor& moments, const torch::Tensor& eps) {
    return moments_mean(moments) + torch::exp(0.5 * moments_logvar(moments)) * eps;
}

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/transformer_2d.h"

#include "core/nn/functional/recompute.h"

namespace destudio::nn {

namespace {

constexpr double kLayerNormEps = 1e-5;
constexpr double kGroupNormEps = 1e-6;

/// [B,C,H,W] to [B,H*W,C].
torch::Tensor to_tokens(const torch::Tensor& image) {
    return image.permute({0, 2, 3, 1}).flatten(1, 2);
}

/// [B,H*W,C] to [B,C,H,W], in channels-last order without a copy.
torch::Tensor to_image(const torch::Tensor& tokens, std::int64_t height, std::int64_t width) {
    return tokens.reshape({tokens.size(0), height, width, tokens.size(2)}).permute({0, 3, 1, 2});
}

}  // namespace

BasicTransformerBlock::BasicTransformerBlock(std::int64_t width, std::int64_t context_width, std::int64_t heads,
                                             bool upcast_attention, std::shared_ptr<const GroundingTokens> grounding)
    : m_grounding(std::move(grounding)) {
    m_norm1 = register_module("norm1", std::make_shared<LayerNorm>(width, kLayerNormEps));
    m_attn1 = register_module("attn1",
                              std::make_shared<Attention>(Attention::Options{
                                  .width = width, .context_width = width, .heads = heads, .upcast = upcast_attention}));
    m_norm2 = register_module("norm2", std::make_shared<LayerNorm>(width, kLayerNormEps));
    m_attn2 = register_module(
        "attn2", std::make_shared<Attention>(Attention::Options{
                     .width = width, .context_width = context_width, .heads = heads, .upcast = upcast_attention}));
    m_norm3 = register_module("norm3", std::make_shared<LayerNorm>(width, kLayerNormEps));
    m_ff = register_module("ff", std::make_shared<GegluFeedForward>(width));
    if (m_grounding) {
        m_fuser = register_module("fuser", std::make_shared<GatedSelfAttention>(width, context_width, heads));
    }
}

torch::Tensor BasicTransformerBlock::forward(const torch::Tensor& hidden, const torch::Tensor& context) {
    const auto normed = m_norm1->forward(hidden);
    auto h = hidden + m_attn1->forward(normed, normed);
    if (m_fuser && m_grounding->tokens.defined()) {
        h = m_fuser->forward(h, m_grounding->tokens);
    }
    h = h + m_attn2->forward(m_norm2->forward(h), context);
    return observed(h + m_ff->forward(m_norm3->forward(h)));
}

Transformer2d::Transformer2d(const Options& options) {
    m_norm = register_module("norm", std::make_shared<GroupNorm>(options.groups, options.channels, kGroupNormEps));
    const Conv2d::Options pointwise{.in = options.channels, .out = options.channels, .kernel = 1, .padding = 0};
    if (options.linear_projection) {
        m_proj_in_linear = register_module("proj_in", std::make_shared<Linear>(options.channels, options.channels));
    } else {
        m_proj_in_conv = register_module("proj_in", std::make_shared<Conv2d>(pointwise));
    }
    m_blocks = register_module("transformer_blocks", std::make_shared<ModuleArray<BasicTransformerBlock>>());
    for (std::int64_t i = 0; i < options.layers; ++i) {
        m_blocks->append(std::make_shared<BasicTransformerBlock>(options.channels, options.context_width, options.heads,
                                                                 options.upcast_attention, options.grounding));
    }
    if (options.linear_projection) {
        m_proj_out_linear = register_module("proj_out", std::make_shared<Linear>(options.channels, options.channels));
    } else {
        m_proj_out_conv = register_module("proj_out", std::make_shared<Conv2d>(pointwise));
    }
}

torch::Tensor Transformer2d::forward(const torch::Tensor& hidden, const torch::Tensor& context) {
    const auto height = hidden.size(2);
    const auto width = hidden.size(3);
    const auto normed = m_norm->forward(hidden);
    auto tokens =
        m_proj_in_linear ? m_proj_in_linear->forward(to_tokens(normed)) : to_tokens(m_proj_in_conv->forward(normed));
    for (std::size_t i = 0; i < m_blocks->size(); ++i) {
        auto& block = (*m_blocks)[i];
        tokens = recomputed([&block](const torch::Tensor& h, const torch::Tensor& c) { return block.forward(h, c); },
                            tokens, context);
    }
    const auto out = m_proj_out_linear ? to_image(m_proj_out_linear->forward(tokens), height, width)
                                       : m_proj_out_conv->forward(to_image(tokens, height, width));
    return observed(out + hidden);
}

}  // namespace destudio::nn

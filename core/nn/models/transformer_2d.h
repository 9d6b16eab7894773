// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"
#include "core/nn/models/attention.h"
#include "core/nn/models/gated_attention.h"
#include "core/nn/models/geglu_feed_forward.h"

namespace destudio::nn {

/// Self-attention, cross-attention, feed-forward; each with a layer norm before it and a residual around it. With
/// `grounding`, gated self-attention ("fuser") after the first, where there are tokens.
class BasicTransformerBlock : public ObservableModule {
public:
    BasicTransformerBlock(std::int64_t width, std::int64_t context_width, std::int64_t heads, bool upcast_attention,
                          std::shared_ptr<const GroundingTokens> grounding = nullptr);
    torch::Tensor forward(const torch::Tensor& hidden, const torch::Tensor& context);

private:
    std::shared_ptr<LayerNorm> m_norm1;
    std::shared_ptr<Attention> m_attn1;
    std::shared_ptr<LayerNorm> m_norm2;
    std::shared_ptr<Attention> m_attn2;
    std::shared_ptr<LayerNorm> m_norm3;
    std::shared_ptr<GegluFeedForward> m_ff;
    std::shared_ptr<const GroundingTokens> m_grounding;  ///< null without gated layers
    std::shared_ptr<GatedSelfAttention> m_fuser;
};

/// diffusers' Transformer2DModel for images: group norm, projection in, blocks over the pixels, projection out,
/// residual.
class Transformer2d : public ObservableModule {
public:
    struct Options {
        std::int64_t channels = 0;
        std::int64_t context_width = 0;
        std::int64_t heads = 1;
        std::int64_t layers = 1;
        std::int64_t groups = 32;
        bool linear_projection = false;  ///< true: linear layers on pixels; false: 1x1 convolutions
        bool upcast_attention = false;
        std::shared_ptr<const GroundingTokens> grounding{};  ///< null: no gated layers
    };
    explicit Transformer2d(const Options& options);

    /// @param hidden [B,C,H,W]  @param context [B,S,context_width]
    torch::Tensor forward(const torch::Tensor& hidden, const torch::Tensor& context);

private:
    std::shared_ptr<GroupNorm> m_norm;
    std::shared_ptr<Conv2d> m_proj_in_conv;
    std::shared_ptr<Linear> m_proj_in_linear;
    std::shared_ptr<ModuleArray<BasicTransformerBlock>> m_blocks;
    std::shared_ptr<Conv2d> m_proj_out_conv;
    std::shared_ptr<Linear> m_proj_out_linear;
};

}  // namespace destudio::nn

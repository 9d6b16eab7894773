// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"
#include "core/nn/models/attention.h"
#include "core/nn/models/geglu_feed_forward.h"

namespace destudio::nn {

/// Tokens that a U-Net's gated layers see in a call, shared by all of them. Undefined: the layers do not run.
struct GroundingTokens {
    torch::Tensor tokens;  ///< [B,N,cross_attention_dim]
};

/// GLIGEN's gated self-attention (Li et al. 2023), diffusers' GatedSelfAttentionDense: visual and grounding tokens look
/// at each other, and what that changes is let in by two learned gates, which are shut (0) before training.
class GatedSelfAttention : public ObservableModule {
public:
    GatedSelfAttention(std::int64_t width, std::int64_t context_width, std::int64_t heads);
    /// @param hidden [B,S,width]  @param tokens [B,N,context_width]
    torch::Tensor forward(const torch::Tensor& hidden, const torch::Tensor& tokens);

private:
    std::shared_ptr<Linear> m_linear;
    std::shared_ptr<Attention> m_attn;
    std::shared_ptr<GegluFeedForward> m_ff;
    std::shared_ptr<LayerNorm> m_norm1;
    std::shared_ptr<LayerNorm> m_norm2;
    torch::Tensor m_alpha_attn;
    torch::Tensor m_alpha_dense;
};

/// Sinusoids of boxes: for each of eight frequencies 100^(k/8) the sines of x0, y0, x1, y1, then their cosines.
/// @param boxes [...,4], relative to the picture @return [...,64] float32
torch::Tensor box_sinusoids(const torch::Tensor& boxes);

/// Phrases and boxes to grounding tokens, diffusers' GLIGENTextBoundingboxProjection. A slot that is not used has
/// learned features of its own in place of both.
class PositionNet : public torch::nn::Module {
public:
    explicit PositionNet(std::int64_t width);
    /// @param boxes [B,N,4] x0,y0,x1,y1 in [0,1]  @param masks [B,N] 1 for slots that are used, 0 for others
    /// @param phrases [B,N,width]: a text encoder's pooled state  @return [B,N,width]
    torch::Tensor forward(const torch::Tensor& boxes, const torch::Tensor& masks, const torch::Tensor& phrases);

private:
    std::vector<std::shared_ptr<Linear>> m_linears;
    torch::Tensor m_null_phrase;
    torch::Tensor m_null_position;
};

}  // namespace destudio::nn

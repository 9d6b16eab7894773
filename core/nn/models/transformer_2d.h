// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"
#include "core/nn/models/attention.h"

namespace destudio::nn {

/// GEGLU feed-forward: one projection to 8C, first half value, second half gate through the exact gelu, then 4C to C.
class GegluFeedForward : public ObservableModule {
public:
    explicit GegluFeedForward(std::int64_t width);
    torch::Tensor forward(const torch::Tensor& hidden);

private:
    std::shared_ptr<Linear> m_proj;
    std::shared_ptr<Linear> m_out;
};

/// Self-attention, cross-attention, feed-forward; each with a layer norm before it and a residual around it.
class BasicTransformerBlock : public ObservableModule {
public:
    BasicTransformerBlock(std::int64_t width, std::int64_t context_width, std::int64_t heads, bool upcast_attention);
    torch::Tensor forward(const torch::Tensor& hidden, const torch::Tensor& context);

private:
    std::shared_ptr<LayerNorm> m_norm1;
    std::shared_ptr<Attention> m_attn1;
    std::shared_ptr<LayerNorm> m_norm2;
    std::shared_ptr<Attention> m_attn2;
    std::shared_ptr<LayerNorm> m_norm3;
    std::shared_ptr<GegluFeedForward> m_ff;
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

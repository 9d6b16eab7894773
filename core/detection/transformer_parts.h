// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

namespace destudio::detection {

/// Linear, ReLU, Linear, residual. Parameters "layers.0.0.*" and "layers.1.*" as in the official checkpoints.
class FeedForwardImpl : public torch::nn::Module {
public:
    FeedForwardImpl(std::int64_t embed_dim, std::int64_t hidden_dim);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::Linear m_expand{nullptr};
    torch::nn::Linear m_project{nullptr};
};
TORCH_MODULE(FeedForward);

/// `num_layers` Linear layers with ReLU between them: "layers.N.*".
class MlpImpl : public torch::nn::Module {
public:
    MlpImpl(std::int64_t in_dim, std::int64_t hidden_dim, std::int64_t out_dim, std::int64_t num_layers);
    torch::Tensor forward(torch::Tensor x);
    torch::nn::Linear layer(std::size_t index) const;

private:
    torch::nn::ModuleList m_layers;
};
TORCH_MODULE(Mlp);

/// Ordinary multi-head attention with a residual, "attn.in_proj_weight", "attn.in_proj_bias", "attn.out_proj.*".
class SelfAttentionImpl : public torch::nn::Module {
public:
    SelfAttentionImpl(std::int64_t embed_dim, std::int64_t num_heads);

    /// @param query [B,Q,C]; with query_pos added it is query and key, without it is value and residual
    /// @param blocked [Q,Q] bool, true = row may not see column; undefined for none
    torch::Tensor forward(const torch::Tensor& query, const torch::Tensor& query_pos, const torch::Tensor& blocked);

private:
    std::int64_t m_heads;
    torch::Tensor m_in_proj_weight;
    torch::Tensor m_in_proj_bias;
    torch::nn::Linear m_out_proj{nullptr};
};
TORCH_MODULE(SelfAttention);

}  // namespace destudio::detection

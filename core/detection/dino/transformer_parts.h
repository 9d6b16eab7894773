// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/functional/layers.h"

namespace destudio::detection {

/// Linear, ReLU, Linear, residual. Parameters "layers.0.0.*" and "layers.1.*" as in the official checkpoints.
class FeedForward : public torch::nn::Module {
public:
    FeedForward(std::int64_t embed_dim, std::int64_t hidden_dim);
    torch::Tensor forward(const torch::Tensor& x);

private:
    std::shared_ptr<nn::Linear> m_expand;
    std::shared_ptr<nn::Linear> m_project;
};

/// `num_layers` Linear layers with ReLU between them: "layers.N.*".
class Mlp : public torch::nn::Module {
public:
    Mlp(std::int64_t in_dim, std::int64_t hidden_dim, std::int64_t out_dim, std::int64_t num_layers);
    torch::Tensor forward(torch::Tensor x);
    nn::Linear& layer(std::size_t index) { return (*m_layers)[index]; }

private:
    std::shared_ptr<nn::ModuleArray<nn::Linear>> m_layers;
};

/// Ordinary multi-head attention with a residual, "attn.in_proj_weight", "attn.in_proj_bias", "attn.out_proj.*".
class SelfAttention : public torch::nn::Module {
public:
    SelfAttention(std::int64_t embed_dim, std::int64_t num_heads);

    /// @param query [B,Q,C]; with query_pos added it is query and key, without it is value and residual
    /// @param blocked [Q,Q] bool, true = row may not see column; undefined for none
    torch::Tensor forward(const torch::Tensor& query, const torch::Tensor& query_pos, const torch::Tensor& blocked);

private:
    std::int64_t m_heads;
    torch::Tensor m_in_proj_weight;
    torch::Tensor m_in_proj_bias;
    std::shared_ptr<nn::Linear> m_out_proj;
};

}  // namespace destudio::detection

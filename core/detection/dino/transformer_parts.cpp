// SPDX-License-Identifier: Apache-2.0
#include "core/detection/dino/transformer_parts.h"

#include "core/nn/torch.h"

#include <cmath>
#include <limits>

#include "core/detection/common/initialization.h"

namespace destudio::detection {

FeedForward::FeedForward(std::int64_t embed_dim, std::int64_t hidden_dim) {
    // Plain modules that only hold others, for the nested names of the official checkpoints.
    const auto layers = register_module("layers", std::make_shared<torch::nn::Module>());
    const auto first = layers->register_module("0", std::make_shared<torch::nn::Module>());
    m_expand = first->register_module("0", std::make_shared<nn::Linear>(embed_dim, hidden_dim));
    m_project = layers->register_module("1", std::make_shared<nn::Linear>(hidden_dim, embed_dim));
    init_xavier_uniform(m_expand->weight);
    init_xavier_uniform(m_project->weight);
}

torch::Tensor FeedForward::forward(const torch::Tensor& x) {
    return x + m_project->forward(m_expand->forward(x).relu_());
}

Mlp::Mlp(std::int64_t in_dim, std::int64_t hidden_dim, std::int64_t out_dim, std::int64_t num_layers) {
    m_layers = register_module("layers", std::make_shared<nn::ModuleArray<nn::Linear>>());
    for (std::int64_t i = 0; i < num_layers; ++i) {
        m_layers->append(
            std::make_shared<nn::Linear>(i == 0 ? in_dim : hidden_dim, i == num_layers - 1 ? out_dim : hidden_dim));
    }
}

torch::Tensor Mlp::forward(torch::Tensor x) {
    for (std::size_t i = 0; i < m_layers->size(); ++i) {
        x = layer(i).forward(x);
        if (i + 1 < m_layers->size()) {
            x = x.relu();
        }
    }
    return x;
}

SelfAttention::SelfAttention(std::int64_t embed_dim, std::int64_t num_heads) : m_heads(num_heads) {
    const auto attn = register_module("attn", std::make_shared<torch::nn::Module>());
    m_in_proj_weight = attn->register_parameter("in_proj_weight", torch::empty({3 * embed_dim, embed_dim}));
    m_in_proj_bias = attn->register_parameter("in_proj_bias", torch::zeros({3 * embed_dim}));
    m_out_proj = attn->register_module("out_proj", std::make_shared<nn::Linear>(embed_dim, embed_dim));
    init_xavier_uniform(m_in_proj_weight);
    init_projection(*m_out_proj);
}

torch::Tensor SelfAttention::forward(const torch::Tensor& query, const torch::Tensor& query_pos,
                                     const torch::Tensor& blocked) {
    const std::int64_t batch = query.size(0);
    const std::int64_t count = query.size(1);
    const std::int64_t dim = query.size(2);
    const std::int64_t head_dim = dim / m_heads;
    const auto split = [&](const torch::Tensor& x) {
        return x.view({batch, count, m_heads, head_dim}).transpose(1, 2);  // [B,heads,Q,head_dim]
    };
    const auto query_key =
        torch::linear(query + query_pos, m_in_proj_weight.narrow(0, 0, 2 * dim), m_in_proj_bias.narrow(0, 0, 2 * dim));
    const auto value =
        torch::linear(query, m_in_proj_weight.narrow(0, 2 * dim, dim), m_in_proj_bias.narrow(0, 2 * dim, dim));
    const auto q = split(query_key.narrow(-1, 0, dim).contiguous()) * (1.0 / std::sqrt(static_cast<double>(head_dim)));
    const auto k = split(query_key.narrow(-1, dim, dim).contiguous());
    auto scores = torch::matmul(q, k.transpose(-2, -1));
    if (blocked.defined()) {
        scores = scores.masked_fill(blocked, -std::numeric_limits<float>::infinity());
    }
    const auto attended = torch::matmul(scores.softmax(-1), split(value)).transpose(1, 2).reshape({batch, count, dim});
    return query + m_out_proj->forward(attended);
}

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/transformer_parts.h"

#include "core/nn/torch.h"

#include <cmath>
#include <limits>

namespace destudio::detection {

namespace {

/// A module that only holds others, for the nested names of the official checkpoints.
class HolderImpl : public torch::nn::Module {};
TORCH_MODULE(Holder);

}  // namespace

FeedForwardImpl::FeedForwardImpl(std::int64_t embed_dim, std::int64_t hidden_dim) {
    Holder layers;
    Holder first;
    register_module("layers", layers);
    layers->register_module("0", first);
    m_expand = first->register_module("0", torch::nn::Linear(embed_dim, hidden_dim));
    m_project = layers->register_module("1", torch::nn::Linear(hidden_dim, embed_dim));
    torch::nn::init::xavier_uniform_(m_expand->weight);
    torch::nn::init::xavier_uniform_(m_project->weight);
}

torch::Tensor FeedForwardImpl::forward(const torch::Tensor& x) {
    return x + m_project(m_expand(x).relu_());
}

MlpImpl::MlpImpl(std::int64_t in_dim, std::int64_t hidden_dim, std::int64_t out_dim, std::int64_t num_layers) {
    register_module("layers", m_layers);
    for (std::int64_t i = 0; i < num_layers; ++i) {
        m_layers->push_back(
            torch::nn::Linear(i == 0 ? in_dim : hidden_dim, i == num_layers - 1 ? out_dim : hidden_dim));
    }
}

torch::Tensor MlpImpl::forward(torch::Tensor x) {
    for (std::size_t i = 0; i < m_layers->size(); ++i) {
        x = layer(i)(x);
        if (i + 1 < m_layers->size()) {
            x = x.relu();
        }
    }
    return x;
}

torch::nn::Linear MlpImpl::layer(std::size_t index) const {
    return m_layers->ptr<torch::nn::LinearImpl>(index);
}

SelfAttentionImpl::SelfAttentionImpl(std::int64_t embed_dim, std::int64_t num_heads) : m_heads(num_heads) {
    Holder attn;
    register_module("attn", attn);
    m_in_proj_weight = attn->register_parameter("in_proj_weight", torch::empty({3 * embed_dim, embed_dim}));
    m_in_proj_bias = attn->register_parameter("in_proj_bias", torch::zeros({3 * embed_dim}));
    m_out_proj = attn->register_module("out_proj", torch::nn::Linear(embed_dim, embed_dim));
    torch::nn::init::xavier_uniform_(m_in_proj_weight);
    torch::nn::init::xavier_uniform_(m_out_proj->weight);
    torch::nn::init::zeros_(m_out_proj->bias);
}

torch::Tensor SelfAttentionImpl::forward(const torch::Tensor& query, const torch::Tensor& query_pos,
                                         const torch::Tensor& blocked) {
    const std::int64_t batch = query.size(0);
    const std::int64_t count = query.size(1);
    const std::int64_t dim = query.size(2);
    const std::int64_t head_dim = dim / m_heads;
    const auto split = [&](const torch::Tensor& x) {
        return x.view({batch, count, m_heads, head_dim}).transpose(1, 2);  // [B,heads,Q,head_dim]
    };
    const auto query_key = torch::nn::functional::linear(query + query_pos, m_in_proj_weight.narrow(0, 0, 2 * dim),
                                                         m_in_proj_bias.narrow(0, 0, 2 * dim));
    const auto value = torch::nn::functional::linear(query, m_in_proj_weight.narrow(0, 2 * dim, dim),
                                                     m_in_proj_bias.narrow(0, 2 * dim, dim));
    const auto q = split(query_key.narrow(-1, 0, dim).contiguous()) * (1.0 / std::sqrt(static_cast<double>(head_dim)));
    const auto k = split(query_key.narrow(-1, dim, dim).contiguous());
    auto scores = torch::matmul(q, k.transpose(-2, -1));
    if (blocked.defined()) {
        scores = scores.masked_fill(blocked, -std::numeric_limits<float>::infinity());
    }
    const auto attended = torch::matmul(scores.softmax(-1), split(value)).transpose(1, 2).reshape({batch, count, dim});
    return query + m_out_proj(attended);
}

}  // namespace destudio::detection

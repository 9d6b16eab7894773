// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/attention.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/nn/functional/fused_attention.h"
#include "core/nn/torch_compat.h"

namespace destudio::nn {

namespace {

constexpr std::int64_t kMaxScoreBytes = 64LL << 20;

/// [B,S,heads*d] to [B*heads,S,d].
torch::Tensor split_heads(const torch::Tensor& tensor, std::int64_t heads) {
    const auto batch = tensor.size(0);
    const auto length = tensor.size(1);
    const auto width = tensor.size(2) / heads;
    return tensor.reshape({batch, length, heads, width}).transpose(1, 2).reshape({batch * heads, length, width});
}

/// [B*heads,S,d] to [B,S,heads*d].
torch::Tensor merge_heads(const torch::Tensor& tensor, std::int64_t heads) {
    const auto batch = tensor.size(0) / heads;
    const auto length = tensor.size(1);
    const auto width = tensor.size(2);
    return tensor.reshape({batch, heads, length, width}).transpose(1, 2).reshape({batch, length, heads * width});
}

/// Queries [first,last) of all queries, against all keys.
torch::Tensor attend(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                     std::int64_t first, std::int64_t last, bool causal) {
    const double scale = 1.0 / std::sqrt(static_cast<double>(query.size(2)));
    // Not baddbmm with beta = 0: libtorch 1.13 then multiplies uninitialised memory by 0 when the matrices are small,
    // and 0 times NaN is NaN.
    auto scores = torch::bmm(query.slice(1, first, last) * scale, key.transpose(1, 2));
    if (causal) {
        const auto masked =
            torch::ones({last - first, key.size(1)}, query.options().dtype(torch::kBool)).triu(first + 1);
        scores = scores.masked_fill(masked, -std::numeric_limits<double>::infinity());
    }
    return torch::bmm(torch::softmax(scores, -1), value);
}

/// Changes when the weight is written to, and when load_weights gives it other memory.
std::int64_t state_of(const torch::Tensor& weight) {
    const auto address = reinterpret_cast<std::uintptr_t>(weight.data_ptr());
    return static_cast<std::int64_t>(address * 4096 + static_cast<std::uintptr_t>(weight._version()));
}

}  // namespace

torch::Tensor multi_head_attention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                                   std::int64_t heads, bool causal, bool upcast) {
    if (can_tile_attention(query, key, value)) {
        return tiled_attention(query, key, value, heads, causal);  // sums are float32 in any case
    }
    const auto type = query.scalar_type();
    if constexpr (kHasFusedAttention) {
        const auto split = [&](const torch::Tensor& tensor) {
            return tensor.reshape({tensor.size(0), tensor.size(1), heads, -1}).transpose(1, 2);
        };
        const auto out = fused_attention(split(query), split(key), split(value), causal);
        return out.transpose(1, 2).reshape({query.size(0), query.size(1), -1});
    }
    auto q = split_heads(query, heads);
    auto k = split_heads(key, heads);
    auto v = split_heads(value, heads);
    if (upcast) {
        q = q.to(torch::kFloat32);
        k = k.to(torch::kFloat32);
        v = v.to(torch::kFloat32);
    }
    const auto row_bytes = q.size(0) * k.size(1) * q.element_size();
    const auto rows = std::max<std::int64_t>(1, kMaxScoreBytes / std::max<std::int64_t>(1, row_bytes));
    const auto length = q.size(1);
    if (rows >= length) {
        return merge_heads(attend(q, k, v, 0, length, causal), heads).to(type);
    }
    std::vector<torch::Tensor> parts;
    for (std::int64_t first = 0; first < length; first += rows) {
        parts.push_back(attend(q, k, v, first, std::min(length, first + rows), causal));
    }
    return merge_heads(torch::cat(parts, 1), heads).to(type);
}

Attention::Attention(const Options& options) : m_heads(options.heads), m_upcast(options.upcast) {
    m_to_q = register_module("to_q", std::make_shared<Linear>(options.width, options.width, options.qkv_bias));
    m_to_k = register_module("to_k", std::make_shared<Linear>(options.context_width, options.width, options.qkv_bias));
    m_to_v = register_module("to_v", std::make_shared<Linear>(options.context_width, options.width, options.qkv_bias));
    m_to_out = register_module("to_out", std::make_shared<ModuleArray<Linear>>());
    m_to_out->append(std::make_shared<Linear>(options.width, options.width));
}

torch::Tensor Attention::forward(const torch::Tensor& hidden, const torch::Tensor& context) {
    const auto [key, value] = keys_and_values(hidden, context);
    const auto attended = multi_head_attention(m_to_q->forward(hidden), key, value, m_heads, false, m_upcast);
    return observed((*m_to_out)[0].forward(attended));
}

Attention::KeysAndValues Attention::keys_and_values(const torch::Tensor& hidden, const torch::Tensor& context) {
    if (context.is_same(hidden) || torch::GradMode::is_enabled() || m_to_k->low_rank || m_to_v->low_rank) {
        return {m_to_k->forward(context), m_to_v->forward(context)};
    }
    const Source source{context, context._version(), state_of(m_to_k->weight), state_of(m_to_v->weight)};
    if (!m_kept || !m_kept->source.same_as(source)) {
        m_kept.emplace(Kept{source, {m_to_k->forward(context), m_to_v->forward(context)}});
    }
    return m_kept->values;
}

bool Attention::Source::same_as(const Source& other) const {
    return context.is_same(other.context) && context_version == other.context_version &&
           key_version == other.key_version && value_version == other.value_version;
}

}  // namespace destudio::nn

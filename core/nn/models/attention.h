// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <optional>

#include "core/nn/functional/layers.h"

namespace destudio::nn {

/// softmax(q k^T / sqrt(d)) v over heads, with bounded memory: on the CPU without scores (tiled_attention) unless there
/// is something to differentiate; else in a slice of the queries at a time, whose scores take at most about 64 MB.
/// @param query [B,Sq,heads*d]  @param key [B,Sk,heads*d]  @param value [B,Sk,heads*d]
/// @param causal each query sees the keys up to its own position
/// @param upcast compute scores and weights in float32
/// @return [B,Sq,heads*d]
torch::Tensor multi_head_attention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                                   std::int64_t heads, bool causal = false, bool upcast = false);

/// Self- or cross-attention with diffusers' parameter names to_q, to_k, to_v, to_out.0.
class Attention : public ObservableModule {
public:
    struct Options {
        std::int64_t width = 0;          ///< channels in and out
        std::int64_t context_width = 0;  ///< channels of what is attended to
        std::int64_t heads = 1;
        bool qkv_bias = false;
        bool upcast = false;
    };
    explicit Attention(const Options& options);

    /// @param hidden [B,S,width]  @param context [B,Sk,context_width]; for self-attention pass `hidden` again. Keys and
    /// values of a context are kept, so that a prompt costs them once and not once per denoising step: pass the same
    /// tensor each time.
    torch::Tensor forward(const torch::Tensor& hidden, const torch::Tensor& context);

private:
    struct KeysAndValues {
        torch::Tensor key;
        torch::Tensor value;
    };
    /// What kept keys and values were computed from. It holds the context, so that no other tensor takes its place.
    struct Source {
        torch::Tensor context;
        std::int64_t context_version;
        std::int64_t key_version;  ///< of the weights: training changes them in place
        std::int64_t value_version;
        bool same_as(const Source& other) const;
    };
    struct Kept {
        Source source;
        KeysAndValues values;
    };
    KeysAndValues keys_and_values(const torch::Tensor& hidden, const torch::Tensor& context);

    std::int64_t m_heads;
    bool m_upcast;
    std::shared_ptr<Linear> m_to_q;
    std::shared_ptr<Linear> m_to_k;
    std::shared_ptr<Linear> m_to_v;
    std::shared_ptr<ModuleArray<Linear>> m_to_out;
    std::optional<Kept> m_kept;
};

}  // namespace destudio::nn

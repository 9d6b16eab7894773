// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

namespace destudio::nn {

/// Whether tiled_attention takes these: float32 or bfloat16 on the CPU, nothing to differentiate.
bool can_tile_attention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value);

/// softmax(q k^T / sqrt(d)) v over heads without writing the scores. Each head of each item is computed by itself, so
/// that a result never depends on the batch or on the number of threads.
/// @param query [B,Sq,heads*d]  @param key [B,Sk,heads*d]  @param value [B,Sk,heads*d]; rows may lie apart, as those of
/// a slice of a wider tensor do
/// @param causal each query sees the keys up to its own position
/// @return [B,Sq,heads*d]
torch::Tensor tiled_attention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                              std::int64_t heads, bool causal);

}  // namespace destudio::nn

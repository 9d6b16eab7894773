// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/nn/kernels/vector_math.h"

// Attention on the CPU without a score matrix: the softmax is carried along over blocks of keys (Milakov and
// Gimelshein, "Online normalizer calculation for softmax"; Dao et al., "FlashAttention"), and both products run on
// tiles that stay in registers. One head at a time, so that a result never depends on the batch or on the threads.

namespace destudio::nn {

/// Rows of one head inside a [length, heads * width] tensor.
template <class T>
struct HeadRows {
    T* data;
    std::int64_t rows;
    std::int64_t stride;  ///< values from one row to the next
};

/// One head's queries, or some of them.
template <class T>
struct QueryBlock {
    HeadRows<const T> query;  ///< at most kMaxQueries
    HeadRows<T> out;
    std::int64_t width;  ///< values of a head
    float scale;         ///< of the scores, usually 1 / sqrt(width)
    std::int64_t keys;
    /// Keys that the first query sees if each further query sees one more (causal attention); `keys` or more: all see
    /// all.
    std::int64_t visible;
};

/// Queries that go through at once.
inline constexpr std::int64_t kMaxQueries = 96;

/// One way to compute, compiled for one instruction set. float32 sums everywhere.
template <class T>
struct AttentionKernel {
    const char* name;
    bool (*runs_here)();
    /// Bytes of one head's keys and values in the order in which they are read.
    std::size_t (*packed_bytes)(std::int64_t keys, std::int64_t width);
    void (*pack)(const HeadRows<const T>& key, const HeadRows<const T>& value, std::int64_t width, void* packed);
    std::size_t (*scratch_bytes)(std::int64_t width);
    void (*attend)(const QueryBlock<T>& block, const void* packed, void* scratch);
};

/// Those that this processor runs, slowest first; never empty.
const std::vector<AttentionKernel<float>>& float32_attention_kernels();
const std::vector<AttentionKernel<Bfloat16>>& bfloat16_attention_kernels();

}  // namespace destudio::nn

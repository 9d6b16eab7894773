// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_attention.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include "core/nn/functional/parallel.h"
#include "core/nn/kernels/attention_kernel.h"

namespace destudio::nn {

namespace {

const AttentionKernel<float>& fastest(float /*type*/) {
    return float32_attention_kernels().back();
}
const AttentionKernel<Bfloat16>& fastest(Bfloat16 /*type*/) {
    return bfloat16_attention_kernels().back();
}

/// The values of a row lie side by side.
torch::Tensor with_dense_rows(const torch::Tensor& tensor) {
    return tensor.stride(2) == 1 ? tensor : tensor.contiguous();
}

template <class T>
HeadRows<const T> head_rows(const torch::Tensor& tensor, std::int64_t item, std::int64_t head, std::int64_t width) {
    const auto* data = static_cast<const T*>(tensor.data_ptr());
    return {data + item * tensor.stride(0) + head * width, tensor.size(1), tensor.stride(1)};
}

template <class T>
void run(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value, std::int64_t heads,
         bool causal, const torch::Tensor& out) {
    const auto& kernel = fastest(T{});
    const auto width = query.size(2) / heads;
    const auto keys = key.size(1);
    const auto queries = query.size(1);
    const auto all_heads = query.size(0) * heads;
    const auto packed_bytes = static_cast<std::int64_t>((kernel.packed_bytes(keys, width) + 63) / 64 * 64);
    const auto packed = torch::empty({all_heads * packed_bytes}, torch::kUInt8);
    auto* const packed_data = packed.data_ptr<std::uint8_t>();
    parallel_for(0, all_heads, [&](std::int64_t first, std::int64_t last) {
        for (auto i = first; i < last; ++i) {
            kernel.pack(head_rows<T>(key, i / heads, i % heads, width),
                        head_rows<T>(value, i / heads, i % heads, width), width, packed_data + i * packed_bytes);
        }
    });
    const auto blocks = (queries + kMaxQueries - 1) / kMaxQueries;
    parallel_for(0, all_heads * blocks, [&](std::int64_t first, std::int64_t last) {
        const auto scratch = std::make_unique_for_overwrite<unsigned char[]>(kernel.scratch_bytes(width));
        for (auto i = first; i < last; ++i) {
            const auto item = i / blocks / heads;
            const auto head = i / blocks % heads;
            const auto row = i % blocks * kMaxQueries;
            QueryBlock<T> block{};
            block.query = head_rows<T>(query, item, head, width);
            block.query.data += row * block.query.stride;
            block.query.rows = std::min(kMaxQueries, queries - row);
            block.out.data =
                static_cast<T*>(out.data_ptr()) + item * out.stride(0) + row * out.stride(1) + head * width;
            block.out.rows = block.query.rows;
            block.out.stride = out.stride(1);
            block.width = width;
            block.scale = static_cast<float>(1.0 / std::sqrt(static_cast<double>(width)));
            block.keys = keys;
            block.visible = causal ? row + 1 : keys;
            kernel.attend(block, packed_data + (item * heads + head) * packed_bytes, scratch.get());
        }
    });
}

}  // namespace

bool can_tile_attention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value) {
    const auto type = query.scalar_type();
    const bool differentiates =
        torch::GradMode::is_enabled() && (query.requires_grad() || key.requires_grad() || value.requires_grad());
    return query.device().is_cpu() && (type == torch::kFloat32 || type == torch::kBFloat16) && !differentiates &&
           query.numel() > 0 && key.numel() > 0;
}

torch::Tensor tiled_attention(const torch::Tensor& query, const torch::Tensor& key, const torch::Tensor& value,
                              std::int64_t heads, bool causal) {
    TORCH_CHECK(can_tile_attention(query, key, value), "tiled_attention needs float32 or bfloat16 on the CPU");
    TORCH_CHECK(query.size(2) % heads == 0 && key.sizes() == value.sizes() && key.size(2) == query.size(2) &&
                    key.size(0) == query.size(0),
                "keys and values do not fit the queries");
    const auto out = torch::empty(query.sizes(), query.options().memory_format(torch::MemoryFormat::Contiguous));
    const auto q = with_dense_rows(query);
    const auto k = with_dense_rows(key);
    const auto v = with_dense_rows(value);
    query.scalar_type() == torch::kBFloat16 ? run<Bfloat16>(q, k, v, heads, causal, out)
                                            : run<float>(q, k, v, heads, causal, out);
    return out;
}

}  // namespace destudio::nn

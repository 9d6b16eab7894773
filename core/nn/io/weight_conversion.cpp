// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/weight_conversion.h"

#include "core/nn/functional/parallel.h"
#include "core/nn/kernels/half_conversion_kernel.h"

namespace destudio::nn {

namespace {

template <class From, class To>
void convert(const torch::Tensor& from, std::int64_t rows, std::int64_t channels, std::int64_t positions,
             const torch::Tensor& to) {
    const auto* in = static_cast<const From*>(from.data_ptr());
    auto* out = static_cast<To*>(to.data_ptr());
    const auto length = channels * positions;
    parallel_for(0, rows, [&](std::int64_t first, std::int64_t last) {
        for (auto row = first; row < last; ++row) {
            convert_filter(in + row * length, channels, positions, out + row * length);
        }
    });
}

template <class From>
void convert_to(const torch::Tensor& from, std::int64_t rows, std::int64_t channels, std::int64_t positions,
                const torch::Tensor& to) {
    to.scalar_type() == torch::kFloat32 ? convert<From, float>(from, rows, channels, positions, to)
                                        : convert<From, Bfloat16>(from, rows, channels, positions, to);
}

}  // namespace

torch::Tensor converted_weight(const torch::Tensor& from, const torch::TensorOptions& options, bool channels_last) {
    const bool reorders = channels_last && from.dim() == 4;
    const auto order = reorders ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
    auto to = torch::empty(from.sizes(), options.memory_format(order));
    const auto source = from.scalar_type();
    const auto target = to.scalar_type();
    const bool has_kernel = to.device().is_cpu() && (target == torch::kFloat32 || target == torch::kBFloat16) &&
                            (source == torch::kFloat16 || source == torch::kFloat32 || source == torch::kBFloat16) &&
                            from.is_contiguous() && from.dim() >= 1 && from.numel() > 0;
    if (!has_kernel) {
        to.copy_(from);
        return to;
    }
    const auto rows = from.size(0);
    const auto positions = reorders ? from.size(2) * from.size(3) : 1;
    const auto channels = from.numel() / rows / positions;
    if (source == torch::kFloat16) {
        convert_to<Float16>(from, rows, channels, positions, to);
    } else if (source == torch::kFloat32) {
        convert_to<float>(from, rows, channels, positions, to);
    } else {
        convert_to<Bfloat16>(from, rows, channels, positions, to);
    }
    return to;
}

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_linear.h"

#include <algorithm>
#include <memory>

#include "core/nn/functional/parallel.h"
#include "core/nn/kernels/linear_kernel.h"

namespace destudio::nn {

namespace {

/// Input rows of one task; so many pay for bringing the weight into order.
constexpr std::int64_t kRowsPerTask = 512;

bool has_linear_kernel(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias) {
    const bool differentiates = torch::GradMode::is_enabled() && (input.requires_grad() || weight.requires_grad() ||
                                                                  (bias.defined() && bias.requires_grad()));
    return input.device().is_cpu() && input.scalar_type() == torch::kFloat32 &&
           weight.scalar_type() == torch::kFloat32 && weight.is_contiguous() &&
           (!bias.defined() || (bias.scalar_type() == torch::kFloat32 && bias.is_contiguous())) && !differentiates &&
           input.numel() > 0 && weight.numel() > 0;
}

}  // namespace

torch::Tensor linear(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias) {
    if (!has_linear_kernel(input, weight, bias)) {
        return torch::linear(input, weight, bias);
    }
    const auto in = weight.size(1);
    const auto out = weight.size(0);
    TORCH_CHECK(input.size(-1) == in, "the input's width does not fit the weight");
    const auto dense = input.contiguous();
    auto sizes = input.sizes().vec();
    sizes.back() = out;
    const auto output = torch::empty(sizes, input.options().memory_format(torch::MemoryFormat::Contiguous));
    const auto rows = dense.numel() / in;
    const auto panels = (out + kLinearPanel - 1) / kLinearPanel;
    const auto parts = (rows + kRowsPerTask - 1) / kRowsPerTask;
    const float* x = dense.data_ptr<float>();
    const float* w = weight.data_ptr<float>();
    const float* b = bias.defined() ? bias.data_ptr<float>() : nullptr;
    float* y = output.data_ptr<float>();
    const auto& kernel = linear_kernels().back();
    parallel_for(0, panels * parts, [&](std::int64_t first, std::int64_t last) {
        const auto scratch = std::make_unique_for_overwrite<unsigned char[]>(kernel.scratch_bytes);
        for (auto i = first; i < last; ++i) {
            const auto row = i / panels * kRowsPerTask;
            const auto column = i % panels * kLinearPanel;
            LinearBlock block{};
            block.input = x + row * in;
            block.rows = std::min(kRowsPerTask, rows - row);
            block.in = in;
            block.weight = w + column * in;
            block.panel = std::min(kLinearPanel, out - column);
            block.bias = b == nullptr ? nullptr : b + column;
            block.output = y + row * out + column;
            block.output_stride = out;
            kernel.multiply(block, scratch.get());
        }
    });
    return output;
}

}  // namespace destudio::nn

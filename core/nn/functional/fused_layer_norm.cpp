// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_layer_norm.h"

#include "core/nn/functional/parallel.h"
#include "core/nn/kernels/layer_norm_kernel.h"
#include "core/nn/torch_compat.h"

namespace destudio::nn {

namespace {

bool has_layer_norm_kernel(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias) {
    const auto type = input.scalar_type();
    const bool differentiates =
        torch::GradMode::is_enabled() && (input.requires_grad() || weight.requires_grad() || bias.requires_grad());
    return input.device().is_cpu() && (type == torch::kFloat32 || type == torch::kBFloat16) && input.numel() > 0 &&
           !differentiates;
}

template <class T>
void run(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias, double eps,
         const torch::Tensor& output) {
    const auto width = weight.size(0);
    const auto* in = static_cast<const T*>(input.data_ptr());
    auto* out = static_cast<T*>(output.data_ptr());
    parallel_for(0, input.numel() / width, [&](std::int64_t first, std::int64_t last) {
        layer_norm_rows(LayerNormRows<T>{in + first * width, last - first, width, weight.data_ptr<float>(),
                                         bias.data_ptr<float>(), static_cast<float>(eps), out + first * width});
    });
}

}  // namespace

torch::Tensor layer_norm(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                         double eps) {
    if (has_layer_norm_kernel(input, weight, bias)) {
        TORCH_CHECK(input.size(-1) == weight.size(0), "the input's width does not fit the weight");
        const auto dense = input.contiguous();
        const auto output = torch::empty_like(dense);
        const auto wide_weight = weight.to(torch::kFloat32).contiguous();
        const auto wide_bias = bias.to(torch::kFloat32).contiguous();
        input.scalar_type() == torch::kBFloat16 ? run<Bfloat16>(dense, wide_weight, wide_bias, eps, output)
                                                : run<float>(dense, wide_weight, wide_bias, eps, output);
        return output;
    }
    if (normalises_in_half(input)) {
        const auto wide = torch::layer_norm(input.to(torch::kFloat32), {weight.size(0)}, weight.to(torch::kFloat32),
                                            bias.to(torch::kFloat32), eps);
        return wide.to(input.scalar_type());
    }
    return torch::layer_norm(input, {weight.size(0)}, weight, bias, eps);
}

}  // namespace destudio::nn

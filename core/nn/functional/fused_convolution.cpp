// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/fused_convolution.h"

#include <ATen/Context.h>

#include "core/nn/functional/fused_linear.h"

namespace destudio::nn {

namespace {

/// Channels-last images on the CPU of which no gradient is wanted.
bool is_plain_inference(const torch::Tensor& input, const torch::Tensor& weight) {
    const auto type = input.scalar_type();
    const bool differentiates = torch::GradMode::is_enabled() && (input.requires_grad() || weight.requires_grad());
    return input.device().is_cpu() && (type == torch::kFloat32 || type == torch::kBFloat16) &&
           weight.scalar_type() == type && !differentiates && input.dim() == 4 && input.numel() > 0 &&
           input.is_contiguous(torch::MemoryFormat::ChannelsLast);
}

/// Where oneDNN 2 spoils the gradients of bfloat16 layers on the CPU: with fewer than 16 channels it may write behind
/// them, and with a stride over a map of one cell it leaves taps that nothing met unset. Such layers are too small to
/// gain from bfloat16.
bool is_unsafe_training(const torch::Tensor& input, const torch::Tensor& weight, std::int64_t stride) {
    constexpr std::int64_t kVectorWidth = 16;
    if (!torch::GradMode::is_enabled() || !input.device().is_cpu() || input.scalar_type() != torch::kBFloat16 ||
        weight.scalar_type() != torch::kBFloat16) {
        return false;
    }
    return weight.size(0) < kVectorWidth || weight.size(1) < kVectorWidth ||
           (stride > 1 && (input.size(-1) == 1 || input.size(-2) == 1));
}

/// [B,C,H,W] in channels-last order as [B*H*W,C], without a copy.
torch::Tensor as_rows(const torch::Tensor& image) {
    return image.permute({0, 2, 3, 1}).reshape({-1, image.size(1)});
}

}  // namespace

torch::Tensor convolution(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                          std::int64_t stride, const std::array<std::int64_t, 2>& padding) {
    if (is_unsafe_training(input, weight, stride)) {
        const auto exact = [](const torch::Tensor& tensor) { return tensor.to(torch::kFloat32); };
        return torch::conv2d(exact(input), exact(weight), bias.defined() ? exact(bias) : bias, stride,
                             torch::IntArrayRef(padding))
            .to(torch::kBFloat16);
    }
    if (!is_plain_inference(input, weight)) {
        return torch::conv2d(input, weight, bias, stride, torch::IntArrayRef(padding));
    }
    if (weight.size(2) == 1 && weight.size(3) == 1 && stride == 1 && padding[0] == 0 && padding[1] == 0) {
        const auto rows = linear(as_rows(input), weight.reshape({weight.size(0), -1}), bias);
        return rows.reshape({input.size(0), input.size(2), input.size(3), -1}).permute({0, 3, 1, 2});
    }
    if (at::hasMKLDNN() && at::globalContext().userEnabledMkldnn()) {
        return at::mkldnn_convolution(input, weight, bias, padding, {stride, stride}, {1, 1}, 1);
    }
    return torch::conv2d(input, weight, bias, stride, torch::IntArrayRef(padding));
}

}  // namespace destudio::nn

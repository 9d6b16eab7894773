// SPDX-License-Identifier: Apache-2.0
#include "core/nn/functional/low_rank.h"

#include "core/nn/functional/fused_convolution.h"

namespace destudio::nn {

torch::Tensor LowRank::linear(const torch::Tensor& input) const {
    const auto type = input.scalar_type();
    // The scale goes with the smaller of the two products.
    return torch::linear(torch::linear(input, down.to(type)) * scale, up.to(type));
}

torch::Tensor LowRank::convolution(const torch::Tensor& input, std::int64_t stride,
                                   const std::array<std::int64_t, 2>& padding) const {
    const auto type = input.scalar_type();
    const auto narrow = nn::convolution(input, down.to(type), {}, stride, padding) * scale;
    return nn::convolution(narrow, up.to(type), {}, 1, {0, 0});
}

}  // namespace destudio::nn

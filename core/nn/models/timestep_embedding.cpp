// SPDX-License-Identifier: Apache-2.0
#include "core/nn/models/timestep_embedding.h"

#include <cmath>

namespace destudio::nn {

torch::Tensor sinusoidal_embedding(const torch::Tensor& timesteps, std::int64_t width, bool cosines_first,
                                   double frequency_shift) {
    const std::int64_t half = width / 2;
    const auto options = torch::TensorOptions().dtype(torch::kFloat32).device(timesteps.device());
    const auto exponent =
        torch::arange(half, options) * -std::log(10000.0) / (static_cast<double>(half) - frequency_shift);
    const auto angles = timesteps.to(torch::kFloat32).unsqueeze(1) * torch::exp(exponent).unsqueeze(0);
    return cosines_first ? torch::cat({torch::cos(angles), torch::sin(angles)}, 1)
                         : torch::cat({torch::sin(angles), torch::cos(angles)}, 1);
}

torch::Tensor guidance_embedding(const torch::Tensor& scales, std::int64_t width) {
    const std::int64_t half = width / 2;
    const auto options = torch::TensorOptions().dtype(torch::kFloat64).device(scales.device());
    // In double precision: the angles reach thousands of radians.
    const auto exponent = torch::arange(half, options) * (-std::log(10000.0) / static_cast<double>(half - 1));
    const auto angles = ((scales.to(torch::kFloat64) - 1.0) * 1000.0).unsqueeze(1) * torch::exp(exponent).unsqueeze(0);
    const auto both = torch::cat({torch::sin(angles), torch::cos(angles)}, 1);
    return torch::constant_pad_nd(both, {0, width - 2 * half}).to(torch::kFloat32);
}

TimestepEmbedding::TimestepEmbedding(std::int64_t in, std::int64_t out, std::int64_t condition_width) {
    if (condition_width > 0) {
        m_cond_proj = register_module("cond_proj", std::make_shared<Linear>(condition_width, in, false));
    }
    m_linear_1 = register_module("linear_1", std::make_shared<Linear>(in, out));
    m_linear_2 = register_module("linear_2", std::make_shared<Linear>(out, out));
}

torch::Tensor TimestepEmbedding::forward(const torch::Tensor& sinusoids, const torch::Tensor& condition) {
    const bool is_told = m_cond_proj && condition.defined();
    const auto input = is_told ? sinusoids + m_cond_proj->forward(condition) : sinusoids;
    return observed(m_linear_2->forward(torch::silu(m_linear_1->forward(input))));
}

}  // namespace destudio::nn

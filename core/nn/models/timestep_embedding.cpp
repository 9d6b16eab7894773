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

TimestepEmbedding::TimestepEmbedding(std::int64_t in, std::int64_t out) {
    m_linear_1 = register_module("linear_1", std::make_shared<Linear>(in, out));
    m_linear_2 = register_module("linear_2", std::make_shared<Linear>(out, out));
}

torch::Tensor TimestepEmbedding::forward(const torch::Tensor& sinusoids) {
    return observed(m_linear_2->forward(torch::silu(m_linear_1->forward(sinusoids))));
}

}  // namespace destudio::nn

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include "core/nn/functional/layers.h"

namespace destudio::nn {

/// Sinusoids of the timesteps: frequencies exp(-ln(10000) k / (half - shift)), k = 0..half-1.
/// @param timesteps [B], integer or float, fractions allowed  @param width even number of channels
/// @param cosines_first cosines before sines (`flip_sin_to_cos`, true for Stable Diffusion)
/// @return [B,width] float32
torch::Tensor sinusoidal_embedding(const torch::Tensor& timesteps, std::int64_t width, bool cosines_first = true,
                                   double frequency_shift = 0);

/// linear_1, SiLU, linear_2: [B,in] to [B,out].
class TimestepEmbedding : public ObservableModule {
public:
    TimestepEmbedding(std::int64_t in, std::int64_t out);
    torch::Tensor forward(const torch::Tensor& sinusoids);

private:
    std::shared_ptr<Linear> m_linear_1;
    std::shared_ptr<Linear> m_linear_2;
};

}  // namespace destudio::nn

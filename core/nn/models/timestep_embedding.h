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

/// What a U-Net whose guidance was distilled into it is told of the guidance scale: sinusoids of 1000 (scale - 1),
/// sines first, then cosines, frequencies exp(-ln(10000) k / (half - 1)); a last 0 where `width` is odd.
/// @param scales [B]  @return [B,width] float32
torch::Tensor guidance_embedding(const torch::Tensor& scales, std::int64_t width);

/// linear_1, SiLU, linear_2: [B,in] to [B,out]. With a condition of `condition_width` channels (the weight
/// "cond_proj", without bias), that is projected and added to the input.
class TimestepEmbedding : public ObservableModule {
public:
    TimestepEmbedding(std::int64_t in, std::int64_t out, std::int64_t condition_width = 0);
    /// @param condition [B,condition_width]; undefined: nothing is added
    torch::Tensor forward(const torch::Tensor& sinusoids, const torch::Tensor& condition = {});

private:
    std::shared_ptr<Linear> m_cond_proj;  ///< null without a condition
    std::shared_ptr<Linear> m_linear_1;
    std::shared_ptr<Linear> m_linear_2;
};

}  // namespace destudio::nn

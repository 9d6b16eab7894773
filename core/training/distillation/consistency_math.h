// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/torch.h"

#include <cstdint>
#include <functional>
#include <vector>

#include "core/diffusion/noise_schedule.h"

namespace destudio::training {

/// The formulas of latent consistency distillation (Luo et al., "Latent Consistency Models", section 4), for batches
/// whose rows each have their own timestep.

/// f(z, t) = skip(t) z + out(t) x0, the identity at t = 0; x0 is what the model output says of z.
/// @param model_output and z [B,C,h,w] float32  @param timesteps one per row
torch::Tensor consistency_output(const diffusion::NoiseSchedule& schedule, const torch::Tensor& model_output,
                                 const torch::Tensor& z, const std::vector<std::int64_t>& timesteps);

/// DDIM without noise (Song et al., "Denoising Diffusion Implicit Models", Eq. 12), each row from its `from` to its
/// `to`.
torch::Tensor ddim_jump(const diffusion::NoiseSchedule& schedule, const torch::Tensor& model_output,
                        const torch::Tensor& z, const std::vector<std::int64_t>& from,
                        const std::vector<std::int64_t>& to);

/// One model call. @param z [B,C,h,w] @param timesteps one per row @return alike
using PredictBatch = std::function<torch::Tensor(const torch::Tensor& z, const std::vector<std::int64_t>& timesteps)>;

/// z at `to`, from z at `from`, along the path that `teacher` predicts: `steps` DDIM jumps of equal length.
torch::Tensor solve_ode(const diffusion::NoiseSchedule& schedule, const PredictBatch& teacher, const torch::Tensor& z,
                        const std::vector<std::int64_t>& from, const std::vector<std::int64_t>& to, int steps);

/// mean(sqrt((a - b)^2 + delta^2) - delta): squares for small differences, absolute values for large ones.
torch::Tensor pseudo_huber(const torch::Tensor& a, const torch::Tensor& b, double delta);

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// Euler steps of the probability-flow ODE in variance-exploding form (Karras et al., "Elucidating the Design Space of
/// Diffusion-Based Generative Models", algorithm 2 without churn), as diffusers' EulerDiscreteScheduler. Latents are
/// z0 + sigma noise.
class EulerDiscreteScheduler : public Scheduler {
public:
    EulerDiscreteScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options);

    torch::Tensor add_noise(const torch::Tensor& z0, const torch::Tensor& noise, std::size_t position) const override;
    torch::Tensor scale_noise(const torch::Tensor& noise) const override { return init_noise_sigma() * noise; }
    torch::Tensor scale_model_input(const torch::Tensor& sample, std::size_t position) const override;
    SchedulerStep step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                       const torch::Tensor& variance_noise = {}) override;

    /// Noise level at every timestep, then the final one.
    const std::vector<double>& sigmas() const { return m_sigmas; }
    /// Spread of the latent that a run from pure noise starts with.
    double init_noise_sigma() const;

protected:
    /// The clean latent that the model output stands for at the level of `position`.
    torch::Tensor predicted_x0(const torch::Tensor& model_output, std::size_t position,
                               const torch::Tensor& sample) const;

private:
    std::vector<double> m_sigmas;
    TimestepSpacing m_spacing;
};

}  // namespace destudio::diffusion

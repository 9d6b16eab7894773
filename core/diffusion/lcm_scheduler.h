// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// Multistep consistency sampling (Luo et al., "Latent Consistency Models", algorithm 3), as diffusers' LCMScheduler:
/// every step predicts the clean latent and noises it afresh for the next one. Its timesteps are chosen from the
/// distillation grid's part that SchedulerOptions::strength keeps.
class LcmScheduler : public Scheduler {
public:
    /// @throws UsageError when that part has fewer points than there are steps
    LcmScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options);

    torch::Tensor add_noise(const torch::Tensor& z0, const torch::Tensor& noise, std::size_t position) const override;
    /// @return pred_x0 with the boundary condition in it
    SchedulerStep step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                       const torch::Tensor& variance_noise = {}) override;
    bool needs_variance_noise() const override { return true; }

    /// What makes a consistency function the identity at t = 0: c_skip times the sample plus c_out times the
    /// prediction.
    struct Boundary {
        double skip;
        double out;
    };
    Boundary boundary(double timestep) const;
};

}  // namespace destudio::diffusion

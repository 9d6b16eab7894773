// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// What makes a consistency function the identity at t = 0: skip times the sample plus out times the prediction.
struct ConsistencyBoundary {
    double skip;
    double out;
};
/// Luo et al., "Latent Consistency Models", section 3: half the data's deviation at t = 1 / timestep_scaling.
ConsistencyBoundary consistency_boundary(double timestep, double timestep_scaling);

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

    ConsistencyBoundary boundary(double timestep) const {
        return consistency_boundary(timestep, m_schedule.config().timestep_scaling);
    }
};

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// Strategic stochastic sampling (Zheng et al., "Trajectory Consistency Distillation", algorithm 4), as diffusers'
/// TCDScheduler: every step goes below the next timestep, as far as `eta` (the paper's gamma) says, and noises the
/// rest of the way back. The last one ends at timestep 0.
class TcdScheduler : public Scheduler {
public:
    /// @throws UsageError when the strength leaves fewer points than there are steps
    TcdScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options);

    torch::Tensor add_noise(const torch::Tensor& z0, const torch::Tensor& noise, std::size_t position) const override;
    SchedulerStep step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                       const torch::Tensor& variance_noise = {}) override;
    bool needs_variance_noise() const override { return m_eta > 0; }

private:
    double m_eta;
};

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// DPM-Solver++(2M) with the midpoint rule (Lu et al., "DPM-Solver++: Fast Solver for Guided Sampling of Diffusion
/// Probabilistic Models", algorithm 2), as diffusers' DPMSolverMultistepScheduler runs it.
class DpmSolverMultistepScheduler : public Scheduler {
public:
    /// @param with_noise SDE-DPM-Solver++(2M), the stochastic form: fresh noise at every step
    DpmSolverMultistepScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options,
                                bool with_noise = false);

    torch::Tensor add_noise(const torch::Tensor& z0, const torch::Tensor& noise, std::size_t position) const override;
    SchedulerStep step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                       const torch::Tensor& variance_noise = {}) override;
    bool needs_variance_noise() const override { return m_with_noise; }

    /// sqrt((1-a)/a) at every timestep, then the final one.
    const std::vector<double>& sigmas() const { return m_sigmas; }

private:
    bool uses_first_order(std::size_t position) const;

    std::vector<double> m_sigmas;
    bool m_with_noise;
    torch::Tensor m_previous_x0;  ///< undefined before the first step
};

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/euler_discrete_scheduler.h"

namespace destudio::diffusion {

/// Euler steps that go further down than they have to and add fresh noise back, as diffusers'
/// EulerAncestralDiscreteScheduler. Turbo models run it with trailing timesteps.
class EulerAncestralScheduler : public EulerDiscreteScheduler {
public:
    EulerAncestralScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options)
        : EulerDiscreteScheduler(schedule, options) {}

    SchedulerStep step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                       const torch::Tensor& variance_noise = {}) override;
    bool needs_variance_noise() const override { return true; }
};

}  // namespace destudio::diffusion

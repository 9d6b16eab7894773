// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diffusion/scheduler.h"

namespace destudio::diffusion {

/// DDIM with eta (Song et al., "Denoising Diffusion Implicit Models", Eq. 12 and 16), as diffusers' DDIMScheduler.
class DdimScheduler : public Scheduler {
public:
    DdimScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options);

    torch::Tensor add_noise(const torch::Tensor& z0, const torch::Tensor& noise, std::size_t position) const override;
    SchedulerStep step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                       const torch::Tensor& variance_noise = {}) override;
    bool needs_variance_noise() const override { return m_eta > 0; }

private:
    double m_eta;
    std::int64_t m_stride;  ///< training timesteps between two steps
};

}  // namespace destudio::diffusion

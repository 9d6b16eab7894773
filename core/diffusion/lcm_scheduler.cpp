// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/lcm_scheduler.h"

#include <cmath>

#include "core/diffusion/timestep_spacing.h"

namespace destudio::diffusion {

ConsistencyBoundary consistency_boundary(double timestep, double timestep_scaling) {
    constexpr double kDataVariance = 0.25;
    const double scaled = timestep * timestep_scaling;
    const double total = scaled * scaled + kDataVariance;
    return {kDataVariance / total, scaled / std::sqrt(total)};
}

LcmScheduler::LcmScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options) : Scheduler(schedule) {
    const auto& config = m_schedule.config();
    const int grid = options.original_inference_steps.value_or(config.original_inference_steps);
    m_timesteps =
        consistency_timesteps(distillation_grid(config.num_train_timesteps, grid, options.strength), options.steps);
}

torch::Tensor LcmScheduler::add_noise(const torch::Tensor& z0, const torch::Tensor& noise, std::size_t position) const {
    const double a = m_schedule.alphas_cumprod()[static_cast<std::size_t>(m_timesteps[position])];
    return std::sqrt(a) * z0 + std::sqrt(1.0 - a) * noise;
}

SchedulerStep LcmScheduler::step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                                 const torch::Tensor& variance_noise) {
    const auto& config = m_schedule.config();
    const auto& alphas = m_schedule.alphas_cumprod();
    const double a = alphas[static_cast<std::size_t>(m_timesteps[position])];
    torch::Tensor x0 =
        clean_and_noise(config.prediction_type, model_output, sample, std::sqrt(a), std::sqrt(1.0 - a)).x0;
    if (config.clip_sample) {
        x0 = x0.clamp(-config.clip_sample_range, config.clip_sample_range);
    }
    const ConsistencyBoundary weights = boundary(m_timesteps[position]);
    const torch::Tensor denoised = weights.out * x0 + weights.skip * sample;
    if (position + 1 == m_timesteps.size()) {
        return {denoised, denoised};
    }
    const double next = alphas[static_cast<std::size_t>(m_timesteps[position + 1])];
    return {std::sqrt(next) * denoised + std::sqrt(1.0 - next) * variance_noise, denoised};
}

}  // namespace destudio::diffusion

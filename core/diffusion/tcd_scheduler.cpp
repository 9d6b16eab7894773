// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/tcd_scheduler.h"

#include <cmath>

#include "core/diffusion/timestep_spacing.h"

namespace destudio::diffusion {

TcdScheduler::TcdScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options)
    : Scheduler(schedule), m_eta(options.eta) {
    const auto& config = m_schedule.config();
    m_timesteps = consistency_timesteps(
        options.original_inference_steps
            ? all_timesteps(config.num_train_timesteps, options.strength)
            : distillation_grid(config.num_train_timesteps, config.original_inference_steps, options.strength),
        options.steps);
}

torch::Tensor TcdScheduler::add_noise(const torch::Tensor& z0, const torch::Tensor& noise, std::size_t position) const {
    const double a = m_schedule.alphas_cumprod()[static_cast<std::size_t>(m_timesteps[position])];
    return std::sqrt(a) * z0 + std::sqrt(1.0 - a) * noise;
}

SchedulerStep TcdScheduler::step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                                 const torch::Tensor& variance_noise) {
    const auto& alphas = m_schedule.alphas_cumprod();
    const bool is_last = position + 1 == m_timesteps.size();
    const double next = is_last ? 0.0 : m_timesteps[position + 1];
    // In single precision, as the original: which way a whole number falls depends on it.
    const float below = std::floor(static_cast<float>(1.0 - m_eta) * static_cast<float>(next));
    const double a = alphas[static_cast<std::size_t>(m_timesteps[position])];
    const double a_next = alphas[static_cast<std::size_t>(next)];
    const double a_below = alphas[static_cast<std::size_t>(below)];
    const auto [x0, noise] =
        clean_and_noise(m_schedule.config().prediction_type, model_output, sample, std::sqrt(a), std::sqrt(1.0 - a));
    const torch::Tensor noised = std::sqrt(a_below) * x0 + std::sqrt(1.0 - a_below) * noise;
    if (is_last || m_eta == 0) {
        return {noised, x0, noised};
    }
    const double kept = a_next / a_below;
    return {std::sqrt(kept) * noised + std::sqrt(1.0 - kept) * variance_noise, x0, noised};
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/ddim_scheduler.h"

#include <algorithm>
#include <cmath>

#include "core/diffusion/timestep_spacing.h"

namespace destudio::diffusion {

DdimScheduler::DdimScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options)
    : Scheduler(schedule), m_eta(options.eta), m_stride(schedule.config().num_train_timesteps / options.steps) {
    m_timesteps = plain_timesteps(m_schedule.config(), options, true);
}

torch::Tensor DdimScheduler::add_noise(const torch::Tensor& z0, const torch::Tensor& noise,
                                       std::size_t position) const {
    const double a = m_schedule.alphas_cumprod()[static_cast<std::size_t>(m_timesteps[position])];
    return std::sqrt(a) * z0 + std::sqrt(1.0 - a) * noise;
}

SchedulerStep DdimScheduler::step(const torch::Tensor& model_output, std::size_t position, const torch::Tensor& sample,
                                  const torch::Tensor& variance_noise) {
    const auto& alphas = m_schedule.alphas_cumprod();
    const auto& config = m_schedule.config();
    const auto t = static_cast<std::int64_t>(m_timesteps[position]);
    const std::int64_t previous = t - m_stride;
    const double a = alphas[static_cast<std::size_t>(t)];
    const double a_previous = previous >= 0             ? alphas[static_cast<std::size_t>(previous)]
                              : config.set_alpha_to_one ? 1.0
                                                        : alphas.front();
    const double signal = std::sqrt(a);
    const double spread = std::sqrt(1.0 - a);
    auto [x0, epsilon] = clean_and_noise(config.prediction_type, model_output, sample, signal, spread);
    if (config.clip_sample) {
        x0 = x0.clamp(-config.clip_sample_range, config.clip_sample_range);
    }
    const double variance = (1.0 - a_previous) / (1.0 - a) * (1.0 - a / a_previous);
    const double s = m_eta * std::sqrt(std::max(0.0, variance));
    const double direction = std::sqrt(std::max(0.0, 1.0 - a_previous - s * s));
    torch::Tensor next = std::sqrt(a_previous) * x0 + direction * epsilon;
    if (s > 0 && variance_noise.defined()) {
        next = next + s * variance_noise;
    }
    return {next, x0};
}

}  // namespace destudio::diffusion

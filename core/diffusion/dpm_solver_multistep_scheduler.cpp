// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/dpm_solver_multistep_scheduler.h"

#include <cmath>

#include "core/diffusion/timestep_spacing.h"

namespace destudio::diffusion {

namespace {

/// With fewer steps than this the last one is first order, which is steadier.
constexpr std::size_t kLowerOrderFinalBelow = 15;

/// A noise level in variance-preserving terms: z = alpha z0 + sigma noise.
struct Level {
    explicit Level(double sigma_hat)
        : alpha(1.0 / std::sqrt(1.0 + sigma_hat * sigma_hat)),
          sigma(sigma_hat * alpha),
          lambda(std::log(alpha) - std::log(sigma)) {}
    double alpha;
    double sigma;
    double lambda;  ///< half the log signal-to-noise ratio; infinite without noise
};

}  // namespace

DpmSolverMultistepScheduler::DpmSolverMultistepScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options,
                                                         bool with_noise)
    : Scheduler(schedule), m_with_noise(with_noise) {
    const auto& table = m_schedule.sigmas();
    if (options.use_karras_sigmas) {
        m_sigmas = karras_sigmas(table.back(), table.front(), static_cast<std::size_t>(options.steps));
        for (const double sigma : m_sigmas) {
            m_timesteps.push_back(std::nearbyint(m_schedule.timestep_of(sigma)));
        }
    } else {
        m_timesteps = dpm_solver_timesteps(m_schedule.config(), options);
        for (const double timestep : m_timesteps) {
            m_sigmas.push_back(m_schedule.sigma_at(timestep));
        }
    }
    m_sigmas.push_back(options.final_sigma == FinalSigma::kZero ? 0.0 : table.front());
}

torch::Tensor DpmSolverMultistepScheduler::add_noise(const torch::Tensor& z0, const torch::Tensor& noise,
                                                     std::size_t position) const {
    const Level level(m_sigmas[position]);
    return level.alpha * z0 + level.sigma * noise;
}

bool DpmSolverMultistepScheduler::uses_first_order(std::size_t position) const {
    const bool is_last = position + 1 == m_timesteps.size();
    return !m_previous_x0.defined() ||
           (is_last && (m_sigmas.back() == 0.0 || m_timesteps.size() < kLowerOrderFinalBelow));
}

SchedulerStep DpmSolverMultistepScheduler::step(const torch::Tensor& model_output, std::size_t position,
                                                const torch::Tensor& sample, const torch::Tensor& variance_noise) {
    const Level now(m_sigmas[position]);
    const torch::Tensor x0 =
        clean_and_noise(m_schedule.config().prediction_type, model_output, sample, now.alpha, now.sigma).x0;
    torch::Tensor next_sample;
    if (m_sigmas[position + 1] == 0.0) {
        next_sample = x0;  // h is infinite: the formula's limit
    } else {
        const Level next(m_sigmas[position + 1]);
        const double h = next.lambda - now.lambda;
        // The stochastic form forgets the old noise faster and adds as much fresh noise.
        const double decay = m_with_noise ? std::exp(-h) : 1.0;
        const double weight = -next.alpha * std::expm1(m_with_noise ? -2.0 * h : -h);
        next_sample = (next.sigma / now.sigma * decay) * sample + weight * x0;
        if (m_with_noise && variance_noise.defined()) {
            next_sample = next_sample + next.sigma * std::sqrt(-std::expm1(-2.0 * h)) * variance_noise;
        }
        if (!uses_first_order(position)) {
            const Level before(m_sigmas[position - 1]);
            const double ratio = h / (now.lambda - before.lambda);
            next_sample = next_sample + (0.5 * weight * ratio) * (x0 - m_previous_x0);
        }
    }
    m_previous_x0 = x0;
    return {next_sample, x0};
}

}  // namespace destudio::diffusion

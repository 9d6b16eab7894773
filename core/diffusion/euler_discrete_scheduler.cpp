// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/euler_discrete_scheduler.h"

#include <algorithm>
#include <cmath>

#include "core/diffusion/timestep_spacing.h"

namespace destudio::diffusion {

EulerDiscreteScheduler::EulerDiscreteScheduler(const NoiseSchedule& schedule, const SchedulerOptions& options)
    : Scheduler(schedule), m_spacing(options.spacing) {
    m_timesteps = plain_timesteps(m_schedule.config(), options, false);
    for (const double timestep : m_timesteps) {
        m_sigmas.push_back(m_schedule.sigma_at(timestep));
    }
    if (options.use_karras_sigmas) {
        m_sigmas = karras_sigmas(m_sigmas.front(), m_sigmas.back(), m_sigmas.size());
        std::transform(m_sigmas.begin(), m_sigmas.end(), m_timesteps.begin(),
                       [this](double sigma) { return m_schedule.timestep_of(sigma); });
    }
    m_sigmas.push_back(options.final_sigma == FinalSigma::kZero ? 0.0 : m_schedule.sigmas().front());
}

double EulerDiscreteScheduler::init_noise_sigma() const {
    const double largest = m_sigmas.front();
    return m_spacing == TimestepSpacing::kLeading ? std::sqrt(largest * largest + 1.0) : largest;
}

torch::Tensor EulerDiscreteScheduler::add_noise(const torch::Tensor& z0, const torch::Tensor& noise,
                                                std::size_t position) const {
    return z0 + m_sigmas[position] * noise;
}

torch::Tensor EulerDiscreteScheduler::scale_model_input(const torch::Tensor& sample, std::size_t position) const {
    return sample / std::sqrt(m_sigmas[position] * m_sigmas[position] + 1.0);
}

torch::Tensor EulerDiscreteScheduler::predicted_x0(const torch::Tensor& model_output, std::size_t position,
                                                   const torch::Tensor& sample) const {
    const double sigma = m_sigmas[position];
    const double total = sigma * sigma + 1.0;
    switch (m_schedule.config().prediction_type) {
        case PredictionType::kVPrediction:
            return sample / total - (sigma / std::sqrt(total)) * model_output;
        case PredictionType::kSample:
            return model_output;
        case PredictionType::kEpsilon:
            break;
    }
    return sample - sigma * model_output;
}

SchedulerStep EulerDiscreteScheduler::step(const torch::Tensor& model_output, std::size_t position,
                                           const torch::Tensor& sample, const torch::Tensor&) {
    const double sigma = m_sigmas[position];
    const torch::Tensor x0 = predicted_x0(model_output, position, sample);
    const torch::Tensor derivative = (sample - x0) / sigma;
    return {sample + (m_sigmas[position + 1] - sigma) * derivative, x0};
}

}  // namespace destudio::diffusion

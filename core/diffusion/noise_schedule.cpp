// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/noise_schedule.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace destudio::diffusion {

namespace {

std::vector<double> make_betas(const NoiseScheduleConfig& config) {
    if (!config.trained_betas.empty()) {
        return config.trained_betas;
    }
    const bool scaled = config.beta_schedule == "scaled_linear";
    const double first = scaled ? std::sqrt(config.beta_start) : config.beta_start;
    const double last = scaled ? std::sqrt(config.beta_end) : config.beta_end;
    const auto count = config.num_train_timesteps;
    std::vector<double> betas;
    for (std::int64_t t = 0; t < count; ++t) {
        const double value = first + (last - first) * static_cast<double>(t) / static_cast<double>(count - 1);
        betas.push_back(scaled ? value * value : value);
    }
    return betas;
}

/// sqrt(a_t) and sqrt(1-a_t), shaped to scale a batch of latents.
std::pair<torch::Tensor, torch::Tensor> scales(const std::vector<double>& alphas_cumprod, const torch::Tensor& like,
                                               const torch::Tensor& timesteps) {
    const auto table = torch::tensor(alphas_cumprod, torch::kFloat64);
    std::vector<std::int64_t> shape(static_cast<std::size_t>(like.dim()), 1);
    shape[0] = -1;
    const auto a = table.index_select(0, timesteps.to(torch::kCPU)).view(shape);
    return {a.sqrt().to(like.options()), (1.0 - a).sqrt().to(like.options())};
}

}  // namespace

NoiseSchedule::NoiseSchedule(NoiseScheduleConfig config) : m_config(std::move(config)), m_betas(make_betas(m_config)) {
    double product = 1.0;
    for (const double beta : m_betas) {
        product *= 1.0 - beta;
        m_alphas_cumprod.push_back(product);
        m_sigmas.push_back(std::sqrt((1.0 - product) / product));
    }
}

double NoiseSchedule::sigma_at(double timestep) const {
    const double last = static_cast<double>(m_sigmas.size() - 1);
    const double t = std::clamp(timestep, 0.0, last);
    const auto low = static_cast<std::size_t>(std::floor(t));
    const auto high = std::min(low + 1, m_sigmas.size() - 1);
    const double weight = t - static_cast<double>(low);
    return (1.0 - weight) * m_sigmas[low] + weight * m_sigmas[high];
}

double NoiseSchedule::timestep_of(double sigma) const {
    const auto above = std::upper_bound(m_sigmas.begin(), m_sigmas.end(), sigma);
    const auto index = static_cast<std::size_t>(above - m_sigmas.begin());
    const std::size_t low = std::clamp<std::size_t>(index, 1, m_sigmas.size() - 1) - 1;
    const double low_log = std::log(m_sigmas[low]);
    const double high_log = std::log(m_sigmas[low + 1]);
    const double weight = std::clamp((std::log(sigma) - low_log) / (high_log - low_log), 0.0, 1.0);
    return static_cast<double>(low) + weight;
}

torch::Tensor NoiseSchedule::add_noise(const torch::Tensor& z0, const torch::Tensor& noise,
                                       const torch::Tensor& timesteps) const {
    const auto [signal, spread] = scales(m_alphas_cumprod, z0, timesteps);
    return signal * z0 + spread * noise;
}

torch::Tensor NoiseSchedule::velocity(const torch::Tensor& z0, const torch::Tensor& noise,
                                      const torch::Tensor& timesteps) const {
    const auto [signal, spread] = scales(m_alphas_cumprod, z0, timesteps);
    return signal * noise - spread * z0;
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/noise_schedule.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace destudio::diffusion {

namespace {

/// Stands for an a of 0 where it has to be divided by.
constexpr double kLeastSignal = 0x1p-24;

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

/// Lin et al., algorithm 1: sqrt(a) loses its last value and is stretched to keep its first.
std::vector<double> with_zero_terminal_snr(const std::vector<double>& alphas_cumprod) {
    const double first = std::sqrt(alphas_cumprod.front());
    const double last = std::sqrt(alphas_cumprod.back());
    std::vector<double> rescaled;
    for (const double a : alphas_cumprod) {
        const double root = (std::sqrt(a) - last) * first / (first - last);
        rescaled.push_back(root * root);
    }
    return rescaled;
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
    }
    if (m_config.rescale_betas_zero_snr) {
        m_alphas_cumprod = with_zero_terminal_snr(m_alphas_cumprod);
        double before = 1.0;
        for (std::size_t t = 0; t < m_betas.size(); ++t) {
            m_betas[t] = 1.0 - m_alphas_cumprod[t] / before;
            before = m_alphas_cumprod[t];
        }
    }
    for (const double a : m_alphas_cumprod) {
        const double some = a > 0 ? a : kLeastSignal;
        m_sigmas.push_back(std::sqrt((1.0 - some) / some));
    }
}

CleanAndNoise clean_and_noise(PredictionType type, const torch::Tensor& model_output, const torch::Tensor& z,
                              double signal, double spread) {
    switch (type) {
        case PredictionType::kVPrediction:
            return {signal * z - spread * model_output, signal * model_output + spread * z};
        case PredictionType::kSample:
            return {model_output, (z - signal * model_output) / spread};
        case PredictionType::kEpsilon:
            break;
    }
    const double some = signal > 0 ? signal : std::sqrt(kLeastSignal);
    return {(z - spread * model_output) / some, model_output};
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

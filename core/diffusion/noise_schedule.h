// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/diffusion/noise_schedule_config.h"
#include "core/nn/torch.h"

namespace destudio::diffusion {

/// What a model output stands for.
struct CleanAndNoise {
    torch::Tensor x0;
    torch::Tensor noise;
};
/// At z = signal x0 + spread noise. With no signal at all (zero terminal SNR), noise alone cannot tell x0: it comes out
/// huge, but finite.
CleanAndNoise clean_and_noise(PredictionType type, const torch::Tensor& model_output, const torch::Tensor& z,
                              double signal, double spread);

/// The tables of the forward process q(z_t | z_0) = N(sqrt(a_t) z_0, 1 - a_t), in double precision.
class NoiseSchedule {
public:
    explicit NoiseSchedule(NoiseScheduleConfig config = {});

    const NoiseScheduleConfig& config() const { return m_config; }
    /// What the model asks for, else leading.
    TimestepSpacing spacing() const { return m_config.timestep_spacing.value_or(TimestepSpacing::kLeading); }
    const std::vector<double>& betas() const { return m_betas; }
    const std::vector<double>& alphas_cumprod() const { return m_alphas_cumprod; }
    /// sqrt((1-a)/a), the noise level in variance-exploding terms; for an a of 0 (zero terminal SNR) that of 2^-24.
    const std::vector<double>& sigmas() const { return m_sigmas; }

    /// sigma at a fractional timestep, by linear interpolation.
    double sigma_at(double timestep) const;
    /// The reverse, by interpolating log sigma; clamped to the table.
    double timestep_of(double sigma) const;

    /// sqrt(a_t) z_0 + sqrt(1-a_t) noise (Eq. 1 of the paper). @param timesteps [B] int64
    torch::Tensor add_noise(const torch::Tensor& z0, const torch::Tensor& noise, const torch::Tensor& timesteps) const;
    /// The v-prediction target sqrt(a_t) noise - sqrt(1-a_t) z_0.
    torch::Tensor velocity(const torch::Tensor& z0, const torch::Tensor& noise, const torch::Tensor& timesteps) const;

private:
    NoiseScheduleConfig m_config;
    std::vector<double> m_betas;
    std::vector<double> m_alphas_cumprod;
    std::vector<double> m_sigmas;
};

}  // namespace destudio::diffusion

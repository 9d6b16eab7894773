// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/nn/torch.h"

namespace destudio::diffusion {

enum class PredictionType { kEpsilon, kVPrediction };

/// What scheduler/scheduler_config.json says about the noise, with Stable Diffusion's values as defaults.
struct NoiseScheduleConfig {
    std::int64_t num_train_timesteps = 1000;
    double beta_start = 0.00085;
    double beta_end = 0.012;
    std::string beta_schedule = "scaled_linear";  ///< or "linear"
    std::vector<double> trained_betas;            ///< used instead when not empty
    PredictionType prediction_type = PredictionType::kEpsilon;
    std::int64_t steps_offset = 1;
    bool set_alpha_to_one = false;
    bool clip_sample = false;
};

/// @param source what to call the configuration in errors
/// @throws ConfigError naming the key that is impossible or not supported
NoiseScheduleConfig parse_noise_schedule_config(const nlohmann::json& json, const std::string& source);
NoiseScheduleConfig read_noise_schedule_config(const std::filesystem::path& file);

/// The tables of the forward process q(z_t | z_0) = N(sqrt(a_t) z_0, 1 - a_t), in double precision.
class NoiseSchedule {
public:
    explicit NoiseSchedule(NoiseScheduleConfig config = {});

    const NoiseScheduleConfig& config() const { return m_config; }
    const std::vector<double>& betas() const { return m_betas; }
    const std::vector<double>& alphas_cumprod() const { return m_alphas_cumprod; }
    /// sqrt((1-a)/a), the noise level in variance-exploding terms.
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

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

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

}  // namespace destudio::diffusion

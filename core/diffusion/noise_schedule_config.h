// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/sampler.h"

namespace destudio::diffusion {

/// What the U-Net predicts: the noise, v, or the clean latent itself.
enum class PredictionType { kEpsilon, kVPrediction, kSample };

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
    double clip_sample_range = 1;
    /// Shifts and scales sqrt(a) so that the last timestep is pure noise (Lin et al., "Common Diffusion Noise Schedules
    /// and Sample Steps are Flawed", algorithm 1).
    bool rescale_betas_zero_snr = false;
    std::optional<TimestepSpacing> timestep_spacing = {};  ///< what the model was published with, where it says so
    int original_inference_steps = 50;                     ///< LCM and TCD: points of the distillation grid
    double timestep_scaling = 10;                          ///< LCM: of its boundary condition
    std::string class_name = {};                           ///< "_class_name": the sampler it was published with
};

/// @param source what to call the configuration in errors
/// @throws ConfigError naming the key that is impossible or not supported
NoiseScheduleConfig parse_noise_schedule_config(const nlohmann::json& json, const std::string& source);
NoiseScheduleConfig read_noise_schedule_config(const std::filesystem::path& file);

}  // namespace destudio::diffusion

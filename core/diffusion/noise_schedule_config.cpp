// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/noise_schedule_config.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"

namespace destudio::diffusion {

namespace {

template <class T>
void read(const nlohmann::json& json, const char* key, const std::string& source, T& value) {
    const bool given = json.contains(key) && !json.at(key).is_null();
    if (given && !json_read(json.at(key), value)) {
        throw ConfigError(source + ": the value of \"" + key + "\" has the wrong type.");
    }
}

template <class Enum>
using Words = std::array<std::pair<const char*, Enum>, 3>;

constexpr Words<PredictionType> kPredictions{{{"epsilon", PredictionType::kEpsilon},
                                              {"v_prediction", PredictionType::kVPrediction},
                                              {"sample", PredictionType::kSample}}};
constexpr Words<TimestepSpacing> kSpacings{{{"leading", TimestepSpacing::kLeading},
                                            {"linspace", TimestepSpacing::kLinspace},
                                            {"trailing", TimestepSpacing::kTrailing}}};

template <class Enum>
Enum word(const Words<Enum>& words, const std::string& text, const char* key, const std::string& source) {
    std::string known;
    for (const auto& [candidate, value] : words) {
        if (text == candidate) {
            return value;
        }
        known += (known.empty() ? "" : ", ") + std::string(candidate);
    }
    throw ConfigError(source + ": " + key + " \"" + text + "\" is not supported; it must be one of " + known + ".");
}

}  // namespace

NoiseScheduleConfig parse_noise_schedule_config(const nlohmann::json& json, const std::string& source) {
    if (!json.is_object()) {
        throw ConfigError(source + " must be a JSON object.");
    }
    NoiseScheduleConfig config;
    std::string prediction = "epsilon";
    read(json, "num_train_timesteps", source, config.num_train_timesteps);
    read(json, "beta_start", source, config.beta_start);
    read(json, "beta_end", source, config.beta_end);
    read(json, "beta_schedule", source, config.beta_schedule);
    read(json, "trained_betas", source, config.trained_betas);
    read(json, "prediction_type", source, prediction);
    read(json, "steps_offset", source, config.steps_offset);
    read(json, "set_alpha_to_one", source, config.set_alpha_to_one);
    read(json, "clip_sample", source, config.clip_sample);
    read(json, "clip_sample_range", source, config.clip_sample_range);
    read(json, "rescale_betas_zero_snr", source, config.rescale_betas_zero_snr);
    read(json, "original_inference_steps", source, config.original_inference_steps);
    read(json, "timestep_scaling", source, config.timestep_scaling);
    read(json, "_class_name", source, config.class_name);
    config.prediction_type = word(kPredictions, prediction, "prediction_type", source);
    std::string spacing;
    read(json, "timestep_spacing", source, spacing);
    if (!spacing.empty()) {
        config.timestep_spacing = word(kSpacings, spacing, "timestep_spacing", source);
    }
    if (config.beta_schedule != "scaled_linear" && config.beta_schedule != "linear") {
        throw ConfigError(source + ": beta_schedule \"" + config.beta_schedule +
                          "\" is not supported; it must be scaled_linear or linear.");
    }
    if (!config.trained_betas.empty()) {
        config.num_train_timesteps = static_cast<std::int64_t>(config.trained_betas.size());
    }
    if (config.num_train_timesteps < 2 || config.num_train_timesteps > 100000) {
        throw ConfigError(source + ": num_train_timesteps must be between 2 and 100000.");
    }
    const auto is_share = [](double beta) { return beta > 0 && beta < 1; };
    if (!std::all_of(config.trained_betas.begin(), config.trained_betas.end(), is_share)) {
        throw ConfigError(source + ": trained_betas must lie between 0 and 1.");
    }
    if (!(config.beta_start > 0 && config.beta_start <= config.beta_end && config.beta_end < 1)) {
        throw ConfigError(source + ": beta_start and beta_end must rise between 0 and 1.");
    }
    if (!json.contains("original_inference_steps")) {
        config.original_inference_steps =
            static_cast<int>(std::min<std::int64_t>(config.original_inference_steps, config.num_train_timesteps));
    }
    if (config.original_inference_steps < 1 || config.original_inference_steps > config.num_train_timesteps) {
        throw ConfigError(source + ": original_inference_steps must be between 1 and num_train_timesteps.");
    }
    if (!(config.clip_sample_range > 0) || !(config.timestep_scaling > 0)) {
        throw ConfigError(source + ": clip_sample_range and timestep_scaling must be above 0.");
    }
    return config;
}

NoiseScheduleConfig read_noise_schedule_config(const std::filesystem::path& file) {
    return parse_noise_schedule_config(read_json(file), file.string());
}

}  // namespace destudio::diffusion

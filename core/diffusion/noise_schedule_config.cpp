// SPDX-License-Identifier: Apache-2.0
#include "core/diffusion/noise_schedule_config.h"

#include <algorithm>

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
    if (prediction != "epsilon" && prediction != "v_prediction") {
        throw ConfigError(source + ": prediction_type \"" + prediction +
                          "\" is not supported; it must be epsilon or v_prediction.");
    }
    config.prediction_type = prediction == "epsilon" ? PredictionType::kEpsilon : PredictionType::kVPrediction;
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
    return config;
}

NoiseScheduleConfig read_noise_schedule_config(const std::filesystem::path& file) {
    return parse_noise_schedule_config(read_json(file), file.string());
}

}  // namespace destudio::diffusion

// SPDX-License-Identifier: Apache-2.0
#include "core/verify/recorded_sampler.h"

#include "core/base/error.h"
#include "core/diffusion/dpm_solver_multistep_scheduler.h"
#include "core/diffusion/euler_discrete_scheduler.h"

namespace destudio::verify {

using diffusion::FinalSigma;

namespace {

Sampler read_kind(const std::string& name, const std::string& source) {
    if (name == "dpm") {
        return Sampler::kDpmpp2m;
    }
    if (name == "ddim") {
        return Sampler::kDdim;
    }
    if (name == "euler") {
        return Sampler::kEuler;
    }
    if (name == "euler_a") {
        return Sampler::kEulerAncestral;
    }
    if (name == "dpm_sde") {
        return Sampler::kDpmpp2mSde;
    }
    if (name == "lcm") {
        return Sampler::kLcm;
    }
    if (name == "tcd") {
        return Sampler::kTcd;
    }
    throw ConfigError(source + ": the scheduler \"" + name +
                      "\" is not dpm, dpm_sde, ddim, euler, euler_a, lcm or tcd.");
}

}  // namespace

RecordedSampler read_recorded_sampler(const nlohmann::json& base, const nlohmann::json& entry,
                                      const std::string& source) {
    nlohmann::json config = base;
    for (const char* key : {"config", "scheduler_config"}) {
        if (entry.contains(key)) {
            config.update(entry[key]);
        }
    }
    if (entry.contains("prediction_type")) {
        config["prediction_type"] = entry["prediction_type"];
    }
    // The original classes' defaults are not Stable Diffusion's: the recordings say "leading" wherever they use it.
    RecordedSampler sampler{
        .kind = read_kind(entry.at("scheduler").get<std::string>(), source),
        .schedule = diffusion::NoiseSchedule(diffusion::parse_noise_schedule_config(config, source)),
        .options = {}};
    sampler.options.steps = entry.at("num_inference_steps").get<int>();
    sampler.options.eta = entry.value("eta", 0.0);
    sampler.options.spacing = sampler.schedule.spacing();
    if (entry.contains("original_inference_steps")) {
        sampler.options.original_inference_steps = entry["original_inference_steps"].get<int>();
    }
    sampler.options.use_karras_sigmas = config.value("use_karras_sigmas", false);
    sampler.options.final_sigma = config.value("final_sigmas_type", std::string("zero")) == "sigma_min"
                                      ? FinalSigma::kSigmaMin
                                      : FinalSigma::kZero;
    return sampler;
}

torch::Tensor sampler_sigmas(const diffusion::Scheduler& scheduler) {
    if (const auto* dpm = dynamic_cast<const diffusion::DpmSolverMultistepScheduler*>(&scheduler)) {
        return torch::tensor(dpm->sigmas(), torch::kFloat64);
    }
    if (const auto* euler = dynamic_cast<const diffusion::EulerDiscreteScheduler*>(&scheduler)) {
        return torch::tensor(euler->sigmas(), torch::kFloat64);
    }
    return {};
}

torch::Tensor sampler_timesteps(const diffusion::Scheduler& scheduler, std::size_t first) {
    return torch::tensor(scheduler.timesteps(), torch::kFloat64).slice(0, static_cast<std::int64_t>(first));
}

}  // namespace destudio::verify

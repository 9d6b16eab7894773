// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "core/diffusion/scheduler.h"

namespace destudio::verify {

/// A sampler as an entry of a golden.json describes it.
struct RecordedSampler {
    Sampler kind = Sampler::kDpmpp2m;
    diffusion::NoiseSchedule schedule;
    diffusion::SchedulerOptions options;

    std::unique_ptr<diffusion::Scheduler> make() const { return diffusion::make_scheduler(kind, schedule, options); }
};

/// @param base the scheduler's configuration, in which `entry`'s "config" or "scheduler_config" replaces keys
/// @param entry "scheduler" (dpm, dpm_sde, ddim, euler, euler_a, lcm or tcd), "num_inference_steps", "eta",
///        "original_inference_steps"
/// @param source what to call it in errors
/// @throws ConfigError for what this program does not implement
RecordedSampler read_recorded_sampler(const nlohmann::json& base, const nlohmann::json& entry,
                                      const std::string& source);

/// The noise level at every timestep and the final one; undefined for DDIM, which has none.
torch::Tensor sampler_sigmas(const diffusion::Scheduler& scheduler);
torch::Tensor sampler_timesteps(const diffusion::Scheduler& scheduler, std::size_t first = 0);

}  // namespace destudio::verify

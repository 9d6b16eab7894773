// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "core/base/sampler.h"

namespace destudio {

struct BundleInfo;

/// Settings that suit a model distilled to few steps, and how it is known to be one.
struct FewStepAdvice {
    Sampler sampler = Sampler::kLcm;
    int steps = 4;
    double guidance_scale = 1;
    std::optional<TimestepSpacing> spacing;  ///< none: what the model asks for
    std::string reason;                      ///< "its U-Net takes the guidance scale as an input"
};

/// By a scheduler's configuration and whether the U-Net's guidance is distilled into it.
std::optional<FewStepAdvice> few_step_model(const nlohmann::json& scheduler, const std::string& scheduler_source,
                                            bool has_distilled_guidance);
/// What a bundle's own configurations say: a U-Net with distilled guidance, the scheduler LCMScheduler or TCDScheduler,
/// or Euler with trailing timesteps on noise predictions (Turbo, Lightning). Nothing for any other model.
/// @throws IoError, FormatError, ConfigError for a configuration that is broken
std::optional<FewStepAdvice> few_step_model(const std::filesystem::path& bundle);

/// What a LoRA file's metadata say, by the words of its title, description, tags or training notes; file names do not
/// count. Nothing where they say nothing.
std::optional<FewStepAdvice> few_step_lora(const std::map<std::string, std::string>& metadata);

/// "NAME is a few-step model (reason): sampler lcm, 4 steps and guidance 8.5 are set." for a bundle with
/// BundleInfo::few_step.
std::string few_step_sentence(const BundleInfo& bundle);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/engine/model/bundle_info.h"

namespace destudio::cli {

// What every command that generates says of its sampler's options.
inline constexpr const char* kStepsHelp =
    "Steps of the whole schedule, of which a ratio runs its part (lcm and tcd run all of them); the bundle's own "
    "default (usually 30) where it is not given";
inline constexpr const char* kSamplerHelp =
    "dpmpp-2m, ddim, euler, euler_a, dpmpp-2m-sde, or for few-step models lcm or tcd; the bundle's own default "
    "(usually "
    "dpmpp-2m) where it is not given";
inline constexpr const char* kSpacingHelp =
    "How the steps lie in the schedule: auto (as the model says, else leading), leading, linspace or trailing (Turbo, "
    "Lightning, Hyper)";
inline constexpr const char* kEtaHelp = "Noise added again, 0 to 1: by ddim (0 where not given), by tcd (0.3)";
inline constexpr const char* kGuidanceRescaleHelp =
    "How far guidance is kept from raising contrast, 0 to 1; for models with zero terminal SNR 0.7";

/// What was typed; nothing: what suits the bundle.
struct SamplerWish {
    std::string sampler;
    std::optional<int> steps;
    std::optional<double> eta;
    std::optional<double> guidance;
};

struct SamplerChoice {
    Sampler sampler = Sampler::kDpmpp2m;
    int steps = 30;
    double eta = 0;
};

/// @throws UsageError when eta is given for a sampler that has none
void check_eta(Sampler sampler, std::optional<double> eta);
/// Logs what a few-step model changes. @throws UsageError
SamplerChoice choose_sampler(const SamplerWish& wish, const BundleInfo& bundle);

}  // namespace destudio::cli

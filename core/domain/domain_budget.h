// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/domain/domain_plan.h"

namespace destudio::domain {

/// Seconds of a step, as a short trial measured them; at least one of them above 0.
struct BaseSpeed {
    double autoencoder = 0;
    double diffusion = 0;
};

struct BaseSteps {
    std::int64_t autoencoder = 0;
    std::int64_t diffusion = 0;
};

/// Seconds for all stages together; 0 for Budget::kSteps.
double budget_seconds(Budget budget);
/// Steps of the base model that fit into its share of the time: all but what the later stages need.
/// @param most_autoencoder steps after which the autoencoder learns little
/// @param speed not looked at for Budget::kSteps
BaseSteps base_steps(const DomainChoices& choices, bool has_labels, std::int64_t most_autoencoder,
                     const BaseSpeed& speed);
/// Steps of the adapter. @param seconds of a step
std::int64_t adapter_steps(const DomainChoices& choices, double seconds);

/// How thoroughly "does it help?" is asked.
struct GainEffort {
    int seeds = 1;
    int real = 50;             ///< pictures to learn from
    int variants = 2;          ///< of each
    std::int64_t steps = 300;  ///< of each detector
};
GainEffort gain_effort(const DomainChoices& choices);

}  // namespace destudio::domain

// SPDX-License-Identifier: Apache-2.0
#include "core/domain/domain_budget.h"

#include <algorithm>

namespace destudio::domain {

namespace {

constexpr double kHour = 3600;
constexpr double kAdapterShare = 0.2;
constexpr double kGainShare = 0.1;
constexpr double kAutoencoderShare = 0.2;  ///< of the base model's time
/// Evaluations with samples, checkpoints, and other work on the machine take the rest.
constexpr double kStepsShare = 0.9;
constexpr std::int64_t kFewestSteps = 100;
constexpr std::int64_t kMaxBaseSteps = 200'000;
constexpr std::int64_t kMaxAdapterSteps = 20'000;
constexpr std::int64_t kLaterShare = 4;  ///< a part of the U-Net's steps, where steps were chosen

std::int64_t steps_in(double seconds, double of_a_step, std::int64_t most) {
    const double steps = of_a_step > 0 ? seconds / of_a_step : static_cast<double>(most);
    return std::clamp(static_cast<std::int64_t>(std::min(steps, static_cast<double>(most))), kFewestSteps,
                      std::max(most, kFewestSteps));
}

}  // namespace

double budget_seconds(Budget budget) {
    switch (budget) {
        case Budget::kEvening:
            return 3 * kHour;
        case Budget::kOvernight:
            return 10 * kHour;
        case Budget::kWeekend:
            return 60 * kHour;
        case Budget::kSteps:
            break;
    }
    return 0;
}

BaseSteps base_steps(const DomainChoices& choices, bool has_labels, std::int64_t most_autoencoder,
                     const BaseSpeed& speed) {
    if (choices.budget == Budget::kSteps) {
        const std::int64_t some = std::max(std::int64_t{1}, choices.steps / kLaterShare);
        return {std::min(most_autoencoder, some), choices.steps};
    }
    const double share = has_labels ? 1 - kAdapterShare - kGainShare : 1;
    const double seconds = budget_seconds(choices.budget) * share * kStepsShare;
    BaseSteps steps;
    if (most_autoencoder > 0) {
        steps.autoencoder = steps_in(seconds * kAutoencoderShare, speed.autoencoder, most_autoencoder);
    }
    const double left = seconds - static_cast<double>(steps.autoencoder) * speed.autoencoder;
    steps.diffusion = steps_in(left, speed.diffusion, kMaxBaseSteps);
    return steps;
}

std::int64_t adapter_steps(const DomainChoices& choices, double seconds) {
    if (choices.budget == Budget::kSteps) {
        return std::max(std::int64_t{1}, choices.steps / kLaterShare);
    }
    return steps_in(budget_seconds(choices.budget) * kAdapterShare * kStepsShare, seconds, kMaxAdapterSteps);
}

GainEffort gain_effort(const DomainChoices& choices) {
    switch (choices.budget) {
        case Budget::kEvening:
            return {};
        case Budget::kOvernight:
            return {2, 100, 3, 800};
        case Budget::kWeekend:
            return {3, 200, 5, 3000};
        case Budget::kSteps:
            break;
    }
    return {1, 50, 2, std::max(std::int64_t{1}, choices.steps / kLaterShare)};
}

}  // namespace destudio::domain

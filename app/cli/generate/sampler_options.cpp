// SPDX-License-Identifier: Apache-2.0
#include "app/cli/generate/sampler_options.h"

#include <spdlog/spdlog.h>

#include "core/base/error.h"
#include "core/engine/model/few_step.h"

namespace destudio::cli {

namespace {

constexpr int kFewSteps = 4;

}  // namespace

void check_eta(Sampler sampler, std::optional<double> eta) {
    if (eta.value_or(0) > 0 && !uses_eta(sampler)) {
        throw UsageError("--eta works with --sampler ddim and tcd only.");
    }
}

SamplerChoice choose_sampler(const SamplerWish& wish, const BundleInfo& bundle) {
    SamplerChoice choice;
    choice.sampler = wish.sampler.empty() ? bundle.sampler : parse_sampler(wish.sampler);
    // Somebody who asks for a few-step sampler does not want the usual 30.
    const bool asks_for_few = runs_all_steps(choice.sampler) && !runs_all_steps(bundle.sampler);
    choice.steps = wish.steps.value_or(asks_for_few ? kFewSteps : bundle.steps);
    check_eta(choice.sampler, wish.eta);
    choice.eta = wish.eta.value_or(default_eta(choice.sampler));
    if (!bundle.few_step.empty() && wish.sampler.empty() && !wish.steps && !wish.guidance) {
        spdlog::info("{}", few_step_sentence(bundle));
    } else if (!bundle.few_step.empty()) {
        spdlog::info("{} is a few-step model ({}).", bundle.name, bundle.few_step);
    }
    return choice;
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/variation.h"

#include <algorithm>
#include <cmath>

namespace destudio::ui {
namespace {

constexpr double kRatioStep = 0.1;

/// The next lower or higher ratio on the grid of tenths that runs another
/// number of steps.
std::optional<double> next_ratio(const Recipe& recipe, int direction) {
    const int now = rung_start(recipe.sampler, recipe.steps, recipe.encode_ratio);
    const double tenths = recipe.encode_ratio / kRatioStep;
    double place = direction > 0 ? std::floor(tenths + 1e-6) : std::ceil(tenths - 1e-6);
    while (true) {
        place += direction;
        const double ratio = place / std::lround(1 / kRatioStep);
        const RungProblem problem = rung_problem(recipe.sampler, recipe.steps, ratio);
        if (problem == RungProblem::kOutsideRange) {
            return std::nullopt;
        }
        if (problem == RungProblem::kNone && rung_start(recipe.sampler, recipe.steps, ratio) != now) {
            return ratio;
        }
    }
}

GenerationSettings settings_of(const Recipe& recipe, const GenerationSettings& current) {
    GenerationSettings settings;
    settings.bundle = current.bundle;
    settings.adapter = current.adapter;
    settings.loras = current.loras;
    settings.prompt = recipe.prompt;
    settings.negative_prompt = recipe.negative_prompt;
    settings.ratios = {recipe.encode_ratio};
    settings.seeds = {recipe.seed};
    settings.guidance_scale = recipe.guidance_scale;
    settings.guidance_rescale = recipe.guidance_rescale;
    settings.spacing = recipe.spacing;
    settings.steps = recipe.steps;
    settings.sampler = recipe.sampler;
    settings.eta = recipe.eta;
    settings.precision = current.precision;
    // Another noise level than 1 was the best one for the adapter.
    settings.label_step = recipe.label_timestep == 1 ? recipe.label_step : LabelStep::kBest;
    return settings;
}

/// The variant that the recipe would become at another ratio, however that was
/// written.
std::optional<RowId> find_same(const std::vector<VariantRecord>& variants, Recipe wanted, double ratio) {
    const int start = rung_start(wanted.sampler, wanted.steps, ratio);
    for (const VariantRecord& variant : variants) {
        wanted.encode_ratio = variant.recipe.encode_ratio;
        if (variant.state != VariantState::kFailed && variant.recipe == wanted &&
            rung_start(variant.recipe.sampler, variant.recipe.steps, variant.recipe.encode_ratio) == start) {
            return variant.id;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<VariationPlan> plan_variation(Variation variation, const VariantRecord& variant,
                                            const std::vector<VariantRecord>& variants,
                                            const std::vector<std::uint64_t>& pending_seeds,
                                            const GenerationSettings& current) {
    VariationPlan plan{settings_of(variant.recipe, current), std::nullopt};
    if (variation == Variation::kMoreLikeThis) {
        std::uint64_t seed = variant.recipe.seed;
        const auto taken = [&](std::uint64_t candidate) {
            return std::find(pending_seeds.begin(), pending_seeds.end(), candidate) != pending_seeds.end() ||
                   std::any_of(variants.begin(), variants.end(),
                               [candidate](const VariantRecord& other) { return other.recipe.seed == candidate; });
        };
        while (taken(seed)) {
            ++seed;  // wraps around
        }
        plan.settings.seeds = {seed};
        return plan;
    }
    const auto ratio = next_ratio(variant.recipe, variation == Variation::kMoreChange ? 1 : -1);
    if (!ratio) {
        return std::nullopt;
    }
    plan.settings.ratios = {*ratio};
    plan.existing = find_same(variants, variant.recipe, *ratio);
    return plan;
}

}  // namespace destudio::ui

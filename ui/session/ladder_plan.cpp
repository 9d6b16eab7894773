// SPDX-License-Identifier: Apache-2.0
#include "ui/session/ladder_plan.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

namespace destudio::ui {

LadderPlan make_ladder_plan(const std::vector<VariantRecord>& variants, const std::vector<Rung>& pending,
                            int pending_steps, Sampler pending_sampler) {
    LadderPlan plan;
    const auto add = [&plan](double ratio, std::uint64_t seed, int steps, RowId variant_id) {
        const auto same = [ratio](const LadderPlan::Column& column) { return same_ratio(column.ratio, ratio); };
        const auto column = std::find_if(plan.columns.begin(), plan.columns.end(), same);
        if (column == plan.columns.end()) {
            plan.columns.push_back({ratio, steps});
        } else if (variant_id != 0 || column->steps == 0) {
            column->steps = steps;
        }
        if (std::find(plan.seeds.begin(), plan.seeds.end(), seed) == plan.seeds.end()) {
            plan.seeds.push_back(seed);
        }
    };
    std::vector<VariantRecord> by_age = variants;
    std::sort(by_age.begin(), by_age.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    for (const VariantRecord& variant : by_age) {
        add(variant.recipe.encode_ratio, variant.recipe.seed,
            effective_steps(variant.recipe.sampler, variant.recipe.steps, variant.recipe.encode_ratio), variant.id);
    }
    for (const Rung& rung : pending) {
        add(rung.encode_ratio, rung.seed, effective_steps(pending_sampler, pending_steps, rung.encode_ratio), 0);
    }
    std::sort(plan.columns.begin(), plan.columns.end(), [](const auto& a, const auto& b) { return a.ratio < b.ratio; });
    std::sort(plan.seeds.begin(), plan.seeds.end());
    for (std::size_t row = 0; row < plan.seeds.size(); ++row) {
        for (std::size_t column = 0; column < plan.columns.size(); ++column) {
            LadderPlace place{static_cast<int>(row), static_cast<int>(column) + 1, 0, {}};
            for (const VariantRecord& variant : by_age) {
                if (variant.recipe.seed == plan.seeds[row] &&
                    same_ratio(variant.recipe.encode_ratio, plan.columns[column].ratio)) {
                    place.stack.push_back(variant.id);
                    place.variant_id = variant.id;
                }
            }
            plan.places.push_back(place);
        }
    }
    return plan;
}

std::optional<LadderPlace> LadderPlan::place_of(RowId variant_id) const {
    const auto found = std::find_if(places.begin(), places.end(), [variant_id](const LadderPlace& place) {
        return std::find(place.stack.begin(), place.stack.end(), variant_id) != place.stack.end();
    });
    return found == places.end() ? std::nullopt : std::optional(*found);
}

bool LadderPlan::show(RowId variant_id) {
    for (LadderPlace& place : places) {
        if (std::find(place.stack.begin(), place.stack.end(), variant_id) != place.stack.end()) {
            return std::exchange(place.variant_id, variant_id) != variant_id;
        }
    }
    return false;
}

RowId LadderPlace::next_in_stack(int direction) const {
    const auto here = std::find(stack.begin(), stack.end(), variant_id);
    if (here == stack.end()) {
        return 0;
    }
    const auto count = static_cast<std::ptrdiff_t>(stack.size());
    const auto next = ((here - stack.begin()) + direction + count) % count;
    return stack[static_cast<std::size_t>(next)];
}

std::optional<LadderPlace> LadderPlan::place_of(const Rung& rung) const {
    for (const LadderPlace& place : places) {
        if (seeds[static_cast<std::size_t>(place.row)] == rung.seed &&
            same_ratio(columns[static_cast<std::size_t>(place.column - 1)].ratio, rung.encode_ratio)) {
            return place;
        }
    }
    return std::nullopt;
}

QString column_title(const LadderPlan::Column& column) {
    const QLocale locale;
    const double percent = column.ratio * 100;
    const bool whole = std::abs(percent - std::round(percent)) < 0.05;
    const QString text = column.steps == 1
                             ? QCoreApplication::translate("ladder", "%1 % · 1 step")
                             : QCoreApplication::translate("ladder", "%1 % · %n steps", nullptr, column.steps);
    return text.arg(locale.toString(percent, 'f', whole ? 0 : 1));
}

std::vector<BoxTarget> ladder_targets(Project& project, RowId reference_id) {
    std::vector<BoxTarget> targets{{BoxTarget::Kind::kReference, reference_id}};
    for (const LadderPlace& place : make_ladder_plan(project.variants().of_reference(reference_id), {}, 0).places) {
        for (const RowId variant_id : place.stack) {
            targets.push_back({BoxTarget::Kind::kVariant, variant_id});
        }
    }
    return targets;
}

}  // namespace destudio::ui

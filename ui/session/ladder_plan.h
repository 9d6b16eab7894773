// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/engine/generation/generator.h"
#include "core/project/project.h"
#include "ui/session/box_target.h"

namespace destudio::ui {

/// A place of the ladder: which seed and which ratio, and the variants there, which differ in prompt, steps, ...
struct LadderPlace {
    int row = 0;
    int column = 0;            ///< 1 is the first ratio; 0 is the reference
    RowId variant_id = 0;      ///< the one that is shown: the newest, unless another was chosen; 0 without any
    std::vector<RowId> stack;  ///< all of them, oldest first

    /// The one after (or before) `variant_id` in the stack, around its end.
    RowId next_in_stack(int direction) const;
};

/// Rows and columns of one reference's ladder: the union of what exists and what is on its way.
struct LadderPlan {
    struct Column {
        double ratio = 0;
        int steps = 0;  ///< effective steps of its newest variant or of the request
    };
    std::vector<Column> columns;  ///< rising ratios
    std::vector<std::uint64_t> seeds;
    std::vector<LadderPlace> places;  ///< row by row, rising ratios

    /// The place in whose stack the variant is.
    std::optional<LadderPlace> place_of(RowId variant_id) const;
    /// Shows this variant at its place. @return whether another was shown there
    bool show(RowId variant_id);
    std::optional<LadderPlace> place_of(const Rung& rung) const;
};

/// @param variants in any order; those that share a seed and a ratio are stacked
/// @param pending  rungs that are queued or running, @param pending_steps and pending_sampler their recipe's
LadderPlan make_ladder_plan(const std::vector<VariantRecord>& variants, const std::vector<Rung>& pending,
                            int pending_steps, Sampler pending_sampler = Sampler::kDpmpp2m);

/// "30 % · 9 steps"
QString column_title(const LadderPlan::Column& column);

/// The reference and its variants in the order in which A and D walk through them.
std::vector<BoxTarget> ladder_targets(Project& project, RowId reference_id);

}  // namespace destudio::ui

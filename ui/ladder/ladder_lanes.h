// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <vector>

#include "ui/session/ladder_plan.h"
#include "widgets/ladder/lane_strip.h"

namespace destudio::ui {

class Session;

/// What the strip under the ladder shows of one reference.
struct LadderLanes {
    std::vector<widgets::Lane> lanes;
    /// Variants that a cut-off at each column would accept, those of the columns before it included.
    std::vector<std::vector<RowId>> acceptable;
    /// The variants whose chips stand in each column, in the chips' order.
    std::vector<std::vector<RowId>> variants;
    QStringList cut_off_texts;  ///< from "nothing" on
    int done = -1;              ///< the last column up to which everything is accepted or edited
};

/// @param plan  the ladder as it is shown: of each stack, the shown variant counts. Reads the project: throws.
LadderLanes make_ladder_lanes(Session& session, RowId reference_id, const LadderPlan& plan);

}  // namespace destudio::ui

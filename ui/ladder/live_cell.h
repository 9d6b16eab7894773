// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/generate/live_ladder.h"
#include "widgets/ladder/ladder_cell.h"

namespace destudio::ui {

class Session;

/// What a cell shows of the picture that follows the hand: with the boxes that the threshold lets through, none of
/// which can be changed.
widgets::LadderCellContent live_content(const Session& session, const LivePicture& live);

}  // namespace destudio::ui

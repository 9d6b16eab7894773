// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "ui/commands/box_command.h"

namespace destudio::ui {

/// Adds the boxes that somebody ticked in the list of missed objects, in one step.
class AddFoundBoxesCommand : public BoxCommand {
public:
    AddFoundBoxesCommand(Session& session, BoxTarget target, std::vector<std::pair<RowId, Box>> boxes);

protected:
    bool apply(BoxSet& set) override;

private:
    std::vector<std::pair<RowId, Box>> m_boxes;  ///< class and box
};

}  // namespace destudio::ui

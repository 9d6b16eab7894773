// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/commands/box_command.h"

namespace destudio::ui {

/// Deletes boxes and dismisses ghosts.
class RemoveBoxesCommand : public BoxCommand {
public:
    RemoveBoxesCommand(Session& session, BoxTarget target, std::vector<qint64> keys);

protected:
    bool apply(BoxSet& set) override;

private:
    std::vector<qint64> m_keys;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/commands/box_command.h"

namespace destudio::ui {

/// Gives boxes another class; ghosts among them become boxes of it.
class RelabelBoxesCommand : public BoxCommand {
public:
    RelabelBoxesCommand(Session& session, BoxTarget target, std::vector<qint64> keys, RowId class_id);

protected:
    bool apply(BoxSet& set) override;

private:
    std::vector<qint64> m_keys;
    RowId m_class_id;
};

}  // namespace destudio::ui

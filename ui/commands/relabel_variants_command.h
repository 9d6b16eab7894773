// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>
#include <vector>

#include "ui/session/box_target.h"

namespace destudio::ui {

/// Gives every box of one class another class, in many variants, in one step.
class RelabelVariantsCommand : public QUndoCommand {
public:
    RelabelVariantsCommand(Session& session, std::vector<RowId> variants, RowId from, RowId to);
    void redo() override;
    void undo() override;

private:
    struct Change {
        BoxTarget target;
        BoxSet before;
        BoxSet after;
    };
    void prepare();
    /// The project as it is before many change becomes a version.
    void keep_version();
    void store(BoxSet Change::*side);

    Session& m_session;
    std::vector<RowId> m_variants;
    RowId m_from;
    RowId m_to;
    std::vector<Change> m_changes;
    bool m_noted = false;  ///< in the history
};

}  // namespace destudio::ui

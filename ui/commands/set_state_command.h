// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>
#include <vector>

#include "core/project/store/history_store.h"
#include "core/project/store/types.h"

namespace destudio::ui {

class Session;

/// Accepts or rejects a variant, or takes that back.
class SetStateCommand : public QUndoCommand {
public:
    SetStateCommand(Session& session, RowId variant_id, VariantState state);
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    RowId m_variant_id;
    VariantState m_before = VariantState::kNew;
    VariantState m_after;
    std::vector<BoxEvent> m_events;  ///< of this step, as they are stored
};

}  // namespace destudio::ui

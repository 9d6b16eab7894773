// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUndoCommand>
#include <utility>
#include <vector>

#include "core/project/store/history_store.h"
#include "core/project/store/types.h"

namespace destudio::ui {

class Session;

/// Accepts, rejects or reopens many variants in one step. Failed ones stay as they are.
class SetStatesCommand : public QUndoCommand {
public:
    SetStatesCommand(Session& session, std::vector<RowId> variants, VariantState state, const QString& text);
    void redo() override;
    void undo() override;
    /// How many variants it changed; after the first redo().
    std::size_t changed() const { return m_before.size(); }

private:
    Session& m_session;
    std::vector<RowId> m_variants;
    VariantState m_state;
    std::vector<std::pair<RowId, VariantState>> m_before;  ///< of those that change
    std::vector<std::pair<RowId, VariantState>> m_after;
    std::vector<BoxEvent> m_events;  ///< of this step, as they are stored
};

}  // namespace destudio::ui

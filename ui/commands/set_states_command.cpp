// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/set_states_command.h"

#include "core/project/box_history.h"
#include "ui/session/session.h"

namespace destudio::ui {

SetStatesCommand::SetStatesCommand(Session& session, std::vector<RowId> variants, VariantState state,
                                   const QString& text)
    : QUndoCommand(text), m_session(session), m_variants(std::move(variants)), m_state(state) {}

void SetStatesCommand::redo() {
    const bool stored = m_session.attempt([this] {
        VariantStore& store = m_session.project().variants();
        if (m_before.empty()) {
            for (const auto& review : store.reviews(m_variants)) {
                // Reopened, a variant with a person's boxes is an edited one.
                const bool edited = m_state == VariantState::kNew && review.has_own_boxes;
                const VariantState after = edited ? VariantState::kEdited : m_state;
                if (review.state != after && review.state != VariantState::kFailed) {
                    m_before.emplace_back(review.id, review.state);
                    m_after.emplace_back(review.id, after);
                }
            }
        }
        Project::Transaction transaction(m_session.project());
        store.set_states(m_after);
        HistoryStore& history = m_session.project().history();
        m_events = history.add(m_events.empty() ? decision_events(m_after) : m_events);
        transaction.commit();
    });
    if (!stored || m_before.empty()) {
        setObsolete(true);
    }
}

void SetStatesCommand::undo() {
    const bool stored = m_session.attempt([this] {
        Project::Transaction transaction(m_session.project());
        m_session.project().variants().set_states(m_before);
        m_session.project().history().remove(m_events);
        transaction.commit();
    });
    if (!stored) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

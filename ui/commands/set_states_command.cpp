// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/set_states_command.h"

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
        store.set_states(m_after);
    });
    if (!stored || m_before.empty()) {
        setObsolete(true);
    }
}

void SetStatesCommand::undo() {
    if (!m_session.attempt([this] { m_session.project().variants().set_states(m_before); })) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

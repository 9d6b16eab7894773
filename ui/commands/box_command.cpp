// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/box_command.h"

#include "ui/session/session.h"

namespace destudio::ui {

BoxCommand::BoxCommand(Session& session, BoxTarget target, const QString& text)
    : QUndoCommand(text), m_session(session), m_target(target) {}

void BoxCommand::redo() {
    const bool stored = m_session.attempt([this] {
        if (m_after) {
            store_boxes(m_session, m_target, *m_after);
            m_session.reveal(m_target);
            return;
        }
        m_before = load_boxes(m_session, m_target);
        BoxSet changed = *m_before;
        if (!apply(changed)) {
            setObsolete(true);
            return;
        }
        if (changed.boxes != m_before->boxes) {  // else only ghosts
            changed.own = true;
            changed.state = m_target.is_variant() ? VariantState::kEdited : changed.state;
        }
        Project::Transaction transaction(m_session.project());
        BoxSet after = store_boxes(m_session, m_target, changed);
        note_changes(m_session, m_target, *m_before, after);
        transaction.commit();
        m_after = std::move(after);
    });
    if (!stored) {
        setObsolete(true);
    }
}

void BoxCommand::undo() {
    if (!m_before) {
        return;
    }
    if (m_session.attempt([this] { store_boxes(m_session, m_target, *m_before); })) {
        m_session.reveal(m_target);
    } else {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

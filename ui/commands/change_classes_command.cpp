// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/change_classes_command.h"

#include "ui/session/session.h"

namespace destudio::ui {

ChangeClassesCommand::ChangeClassesCommand(Session& session, const QString& text, std::function<void(ClassList&)> edit)
    : QUndoCommand(text), m_session(session), m_edit(std::move(edit)) {}

void ChangeClassesCommand::redo() {
    const bool stored = m_session.attempt([this] {
        ClassStore& classes = m_session.project().classes();
        if (!m_before) {
            const ClassList before = classes.list();
            m_after = before;
            m_edit(m_after);
            m_before = before;
        }
        m_after = classes.change(*m_before, m_after);  // with the ids that new classes were given
    });
    if (!stored || !m_before || m_after == *m_before) {
        setObsolete(true);
    }
}

void ChangeClassesCommand::undo() {
    if (!m_session.attempt([this] { m_session.project().classes().change(m_after, *m_before); })) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

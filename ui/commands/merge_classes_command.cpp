// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/merge_classes_command.h"

#include <QCoreApplication>

#include "ui/session/session.h"

namespace destudio::ui {

MergeClassesCommand::MergeClassesCommand(Session& session, RowId from, RowId into)
    : QUndoCommand(QCoreApplication::translate("commands", "merge class %1 into %2")
                       .arg(session.class_name(from), session.class_name(into))),
      m_session(session),
      m_from(from),
      m_into(into) {}

void MergeClassesCommand::redo() {
    if (!m_session.attempt([this] { m_done = m_session.project().classes().merge(m_from, m_into); })) {
        setObsolete(true);
    }
}

void MergeClassesCommand::undo() {
    if (!m_session.attempt([this] { m_session.project().classes().undo(m_done); })) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

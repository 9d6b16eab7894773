// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/set_state_command.h"

#include <QCoreApplication>

#include "core/project/box_history.h"
#include "ui/session/session.h"

namespace destudio::ui {
namespace {

QString command_text(VariantState state) {
    switch (state) {
        case VariantState::kAccepted:
            return QCoreApplication::translate("commands", "accept variant");
        case VariantState::kRejected:
            return QCoreApplication::translate("commands", "reject variant");
        default:
            return QCoreApplication::translate("commands", "reopen variant");
    }
}

}  // namespace

SetStateCommand::SetStateCommand(Session& session, RowId variant_id, VariantState state)
    : QUndoCommand(command_text(state)), m_session(session), m_variant_id(variant_id), m_after(state) {}

void SetStateCommand::redo() {
    const bool stored = m_session.attempt([this] {
        Project& project = m_session.project();
        Project::Transaction transaction(project);
        m_before = project.variants().get(m_variant_id).state;
        project.variants().set_state(m_variant_id, m_after);
        m_events = project.history().add(m_events.empty() ? decision_events({{m_variant_id, m_after}}) : m_events);
        transaction.commit();
    });
    if (!stored) {
        setObsolete(true);
    }
}

void SetStateCommand::undo() {
    const bool stored = m_session.attempt([this] {
        Project::Transaction transaction(m_session.project());
        m_session.project().variants().set_state(m_variant_id, m_before);
        m_session.project().history().remove(m_events);
        transaction.commit();
    });
    if (!stored) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

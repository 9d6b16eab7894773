// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/set_state_command.h"

#include <QCoreApplication>

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
    if (m_session.attempt([this] { m_before = m_session.project().variants().get(m_variant_id).state; })) {
        store(m_after);
    } else {
        setObsolete(true);
    }
}

void SetStateCommand::undo() {
    store(m_before);
}

void SetStateCommand::store(VariantState state) {
    if (!m_session.attempt([&] { m_session.project().variants().set_state(m_variant_id, state); })) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

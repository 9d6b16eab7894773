// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/relabel_variants_command.h"

#include <QCoreApplication>

#include "ui/session/session.h"

namespace destudio::ui {

RelabelVariantsCommand::RelabelVariantsCommand(Session& session, std::vector<RowId> variants, RowId from, RowId to)
    : QUndoCommand(QCoreApplication::translate("commands", "relabel %1 to %2")
                       .arg(session.class_name(from), session.class_name(to))),
      m_session(session),
      m_variants(std::move(variants)),
      m_from(from),
      m_to(to) {}

void RelabelVariantsCommand::prepare() {
    for (const RowId id : m_variants) {
        Change change{{BoxTarget::Kind::kVariant, id}, {}, {}};
        change.before = load_boxes(m_session, change.target);
        change.after = change.before;
        bool changed = false;
        for (StoredAnnotation& box : change.after.boxes) {
            if (box.class_id == m_from) {
                box.class_id = m_to;
                box.origin = box.origin == AnnotationOrigin::kDetected ? AnnotationOrigin::kEdited : box.origin;
                changed = true;
            }
        }
        if (changed) {
            change.after.own = true;
            change.after.state = VariantState::kEdited;
            m_changes.push_back(std::move(change));
        }
    }
}

void RelabelVariantsCommand::keep_version() {
    constexpr std::size_t kMany = 20;  // as VariantStore::set_states() has it
    if (m_changes.size() >= kMany) {
        m_session.project().versions().keep("Before relabelling " + std::to_string(m_changes.size()) + " variants",
                                            m_session.threshold());
    }
}

void RelabelVariantsCommand::store(BoxSet Change::*side) {
    Project::Transaction transaction(m_session.project());
    for (Change& change : m_changes) {
        change.*side = store_boxes(m_session, change.target, change.*side);  // with the ids that rows were given
        if (!m_noted) {
            note_changes(m_session, change.target, change.before, change.after);
        }
    }
    m_noted = true;
    transaction.commit();
}

void RelabelVariantsCommand::redo() {
    const bool stored = m_session.attempt([this] {
        if (m_changes.empty()) {
            prepare();
            keep_version();
        }
        store(&Change::after);
    });
    if (!stored || m_changes.empty()) {
        setObsolete(true);
    }
}

void RelabelVariantsCommand::undo() {
    if (!m_session.attempt([this] { store(&Change::before); })) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

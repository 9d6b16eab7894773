// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/carry_controller.h"

#include <QUndoStack>
#include <algorithm>

#include "ui/commands/carry_command.h"
#include "ui/editing/edit_controller.h"
#include "ui/session/workspace.h"

namespace destudio::ui {

CarryController::CarryController(Workspace& workspace, EditController& edits, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_edits(edits), m_query(this) {
    connect(&workspace, &Workspace::session_closing, this, [this] { m_query.forget(); });
}

void CarryController::carry() {
    if (m_workspace.session() == nullptr || !m_workspace.target()) {
        return;
    }
    const auto selected = m_edits.selected_boxes();
    if (!selected.empty()) {
        ask(*m_workspace.target(), selected);
        return;
    }
    const EditController::Clipboard& copied = m_edits.clipboard();
    if (copied.boxes.empty() || copied.project != m_workspace.session()->project().file()) {
        m_workspace.report(tr("Choose a box first; it is carried to the other variants of its reference."));
        return;
    }
    ask(copied.source, copied.boxes);
}

void CarryController::ask(BoxTarget source, const std::vector<StoredAnnotation>& boxes) {
    Session& session = *m_workspace.session();
    RowId reference = source.id;
    if (source.is_variant() &&
        !session.attempt([&] { reference = session.project().variants().get(source.id).reference_id; })) {
        return;
    }
    std::vector<CarriedBox> carried;
    for (const StoredAnnotation& box : boxes) {
        carried.push_back({box.class_id, box.box, box.ignore});
    }
    const RowId variant = source.is_variant() ? source.id : 0;
    m_query.ask(
        session.project().file(),
        [=, threshold = session.threshold()](Project& project) {
            return plan_carries(project, reference, variant, carried, threshold);
        },
        [this, source](const CarryAnswer& answer) { finish(source, answer); },
        [this](const QString& sentence) { m_workspace.report(sentence); });
}

void CarryController::finish(BoxTarget source, const CarryAnswer& answer) {
    Session& session = *m_workspace.session();
    session.undo_stack().push(new CarryCommand(session, source, answer.plans));
    emit finished(carry_sentence(answer));
}

QString carry_sentence(const CarryAnswer& answer) {
    int carried = 0;
    int ghosts = 0;
    for (const CarryPlan& plan : answer.plans) {
        carried += plan.boxes_changed ? 1 : 0;
        const auto& outcomes = plan.outcomes;
        ghosts += std::find(outcomes.begin(), outcomes.end(), CarryOutcome::kGhost) != outcomes.end() ? 1 : 0;
    }
    QStringList parts;
    if (answer.plans.empty()) {
        parts << CarryController::tr("There is no other variant to carry to that is still open.");
    } else if (carried == 0 && ghosts == 0) {
        parts << CarryController::tr("The other variants have this box already.");
    }
    if (carried > 0) {
        parts << CarryController::tr("Carried to %n variants.", nullptr, carried);
    }
    if (ghosts > 0) {
        parts << CarryController::tr("In %n variants neither picture nor detector agrees: a ghost marks the place.",
                                     nullptr, ghosts);
    }
    if (answer.decided > 0) {
        parts << CarryController::tr("%n reviewed variants were left alone.", nullptr, answer.decided);
    }
    if (answer.unreadable > 0) {
        parts << CarryController::tr("%n pictures could not be read.", nullptr, answer.unreadable);
    }
    return parts.join(QLatin1Char(' '));
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/commands/carry_command.h"

#include <QCoreApplication>

#include "ui/session/session.h"

namespace destudio::ui {

CarryCommand::CarryCommand(Session& session, BoxTarget source, std::vector<CarryPlan> plans)
    : QUndoCommand(QCoreApplication::translate("commands", "carry to other rungs")),
      m_session(session),
      m_source(source),
      m_plans(std::move(plans)) {}

void CarryCommand::redo() {
    if (m_done) {
        store(true);
        return;
    }
    m_done = true;
    const bool stored = m_session.attempt([this] {
        Project::Transaction transaction(m_session.project());
        const std::string from = source_text();
        for (const CarryPlan& plan : m_plans) {
            const BoxTarget target{BoxTarget::Kind::kVariant, plan.variant_id};
            Step step{target, load_boxes(m_session, target), {}};
            const VariantState state = step.before.state;
            if ((!plan.boxes_changed && !plan.ghosts_changed) ||
                (state != VariantState::kNew && state != VariantState::kEdited)) {
                continue;
            }
            BoxSet after = step.before;
            after.ghosts = plan.ghosts;
            if (plan.boxes_changed) {
                after.boxes = plan.boxes;
                after.own = true;
                after.state = VariantState::kEdited;
            }
            step.after = store_boxes(m_session, target, after);
            note_changes(m_session, target, step.before, step.after, from);
            m_steps.push_back(std::move(step));
        }
        transaction.commit();
    });
    m_plans.clear();
    setObsolete(!stored || m_steps.empty());
}

// As the history of a box keeps it.
std::string CarryCommand::source_text() {
    Project& project = m_session.project();
    return m_source.is_variant() ? "variant " + std::to_string(m_source.id)
                                 : project.references().get(m_source.id).path.filename().string();
}

void CarryCommand::undo() {
    store(false);
}

void CarryCommand::store(bool after) {
    const bool stored = m_session.attempt([&] {
        Project::Transaction transaction(m_session.project());
        for (const Step& step : m_steps) {
            store_boxes(m_session, step.target, after ? step.after : step.before);
        }
        transaction.commit();
    });
    if (!stored) {
        setObsolete(true);
    }
}

}  // namespace destudio::ui

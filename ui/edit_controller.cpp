// SPDX-License-Identifier: Apache-2.0
#include "ui/edit_controller.h"

#include <QUndoStack>
#include <algorithm>
#include <memory>

#include "ui/add_box_command.h"
#include "ui/change_box_command.h"
#include "ui/ladder_plan.h"
#include "ui/relabel_box_command.h"
#include "ui/remove_box_command.h"
#include "ui/set_state_command.h"
#include "ui/workspace.h"

namespace destudio::ui {
namespace {

constexpr double kDuplicateOffset = 8;

}  // namespace

EditController::EditController(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {}

void EditController::push(QUndoCommand* command) {
    m_workspace.session()->undo_stack().push(command);
}

void EditController::add_box(BoxTarget target, const Box& box) {
    Session* session = m_workspace.session();
    const RowId class_id = m_workspace.drawing_class();
    if (session == nullptr) {
        return;
    }
    if (class_id == 0) {
        emit m_workspace.issue(tr("This project has no classes yet. Press E and type a class name, then draw again."));
        return;
    }
    auto command = std::make_unique<AddBoxCommand>(*session, target, box, class_id);
    command->redo();  // run once here for its key; the stack's own redo puts the same set back
    if (command->isObsolete()) {
        return;
    }
    const qint64 key = command->key();
    push(command.release());
    if (key != 0 && m_workspace.target() == target) {
        m_workspace.set_box(key);
    }
}

void EditController::change_box(BoxTarget target, qint64 key, const Box& box) {
    if (m_workspace.session() != nullptr) {
        push(new ChangeBoxCommand(*m_workspace.session(), target, key, box));
    }
}

void EditController::nudge_box(BoxTarget target, qint64 key, const Box& box) {
    if (m_workspace.session() != nullptr) {
        push(new ChangeBoxCommand(*m_workspace.session(), target, key, box, ChangeBoxCommand::Kind::kNudge));
    }
}

void EditController::relabel_box(BoxTarget target, qint64 key, RowId class_id) {
    if (m_workspace.session() != nullptr) {
        push(new RelabelBoxCommand(*m_workspace.session(), target, key, class_id));
    }
}

void EditController::remove_box(BoxTarget target, qint64 key) {
    if (m_workspace.session() != nullptr) {
        push(new RemoveBoxCommand(*m_workspace.session(), target, key));
    }
}

std::optional<Annotation> EditController::selected_box() const {
    if (m_workspace.session() == nullptr || !m_workspace.target() || !m_workspace.box()) {
        return std::nullopt;
    }
    for (const Annotation& box : shown_boxes(*m_workspace.session(), *m_workspace.target()).boxes) {
        if (box_key(box) == *m_workspace.box()) {
            return box;
        }
    }
    return std::nullopt;
}

void EditController::remove_selected() {
    if (selected_box()) {
        remove_box(*m_workspace.target(), *m_workspace.box());
    }
}

void EditController::duplicate(const Annotation& box, double offset) {
    m_workspace.set_drawing_class(box.class_id);
    Size size;
    if (!m_workspace.session()->attempt([&] { size = picture_size(*m_workspace.session(), *m_workspace.target()); })) {
        return;
    }
    const double dx = box.box.x2 + offset <= size.width ? offset : -std::min(offset, box.box.x1);
    const double dy = box.box.y2 + offset <= size.height ? offset : -std::min(offset, box.box.y1);
    add_box(*m_workspace.target(), {box.box.x1 + dx, box.box.y1 + dy, box.box.x2 + dx, box.box.y2 + dy});
}

void EditController::duplicate_selected() {
    if (const auto box = selected_box()) {
        duplicate(*box, kDuplicateOffset);
    }
}

void EditController::copy_selected() {
    if (const auto box = selected_box()) {
        m_clipboard = box;
        m_clipboard_class = m_workspace.session()->class_name(box->class_id);
    }
}

void EditController::paste() {
    if (m_clipboard && m_workspace.session() != nullptr && m_workspace.target()) {
        // By name: the box may come from another project, whose class ids mean other classes.
        m_workspace.set_box(std::nullopt);
        choose_class_by_name(m_clipboard_class);
        add_box(*m_workspace.target(), m_clipboard->box);
    }
}

void EditController::choose_class(RowId class_id) {
    m_workspace.set_drawing_class(class_id);
    if (selected_box()) {
        relabel_box(*m_workspace.target(), *m_workspace.box(), class_id);
    }
}

void EditController::choose_class_by_digit(int digit) {
    const Session* session = m_workspace.session();
    const auto index = static_cast<std::size_t>(digit == 0 ? 9 : digit - 1);
    if (session != nullptr && index < session->classes().size()) {
        choose_class(session->classes()[index].id);
    }
}

void EditController::choose_class_by_name(const QString& name) {
    const QString trimmed = name.trimmed();
    if (m_workspace.session() == nullptr || trimmed.isEmpty()) {
        return;
    }
    Session& session = *m_workspace.session();
    session.attempt([&] { choose_class(session.project().classes().find_or_add(trimmed.toStdString())); });
}

void EditController::toggle_accepted() {
    toggle_state(VariantState::kAccepted);
}

void EditController::toggle_rejected() {
    toggle_state(VariantState::kRejected);
}

void EditController::toggle_state(VariantState state) {
    const auto target = m_workspace.target();
    if (m_workspace.session() == nullptr || !target || !target->is_variant()) {
        return;
    }
    VariantRecord record;
    Session& session = *m_workspace.session();
    if (!session.attempt([&] { record = session.project().variants().get(target->id); })) {
        return;
    }
    if (record.state == VariantState::kFailed) {
        return;
    }
    if (record.state == state) {
        state = record.has_own_boxes ? VariantState::kEdited : VariantState::kNew;
    }
    push(new SetStateCommand(*m_workspace.session(), target->id, state));
}

void EditController::go(int direction) {
    if (m_workspace.session() != nullptr && m_workspace.reference() != 0) {
        m_workspace.session()->attempt([&] { step(direction); });
    }
}

void EditController::go_in_stack(int direction) {
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    if (session == nullptr || !target || !target->is_variant()) {
        return;
    }
    session->attempt([&] {
        auto plan = make_ladder_plan(session->project().variants().of_reference(m_workspace.reference()), {}, 0);
        plan.show(target->id);
        if (const auto place = plan.place_of(target->id)) {
            m_workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, place->next_in_stack(direction)});
        }
    });
}

void EditController::step(int direction) {
    Project& project = m_workspace.session()->project();
    const auto targets = ladder_targets(project, m_workspace.reference());
    const auto current = std::find(targets.begin(), targets.end(), m_workspace.target());
    const auto index = current == targets.end() ? 0 : static_cast<int>(current - targets.begin());
    const int next = index + direction;
    if (next >= 0 && next < static_cast<int>(targets.size())) {
        m_workspace.set_target(targets[static_cast<std::size_t>(next)]);
        return;
    }
    const auto references = project.references().all();
    const auto here = std::find_if(references.begin(), references.end(),
                                   [this](const Reference& entry) { return entry.id == m_workspace.reference(); });
    const auto neighbour = static_cast<int>(here - references.begin()) + direction;
    if (neighbour < 0 || neighbour >= static_cast<int>(references.size())) {
        return;
    }
    m_workspace.set_reference(references[static_cast<std::size_t>(neighbour)].id);
    if (direction < 0) {
        m_workspace.set_target(ladder_targets(project, m_workspace.reference()).back());
    }
}

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/edit_controller.h"

#include <QCoreApplication>
#include <QUndoStack>
#include <algorithm>
#include <memory>

#include "ui/commands/add_boxes_command.h"
#include "ui/commands/change_boxes_command.h"
#include "ui/commands/ignore_boxes_command.h"
#include "ui/commands/relabel_boxes_command.h"
#include "ui/commands/remove_boxes_command.h"
#include "ui/commands/set_state_command.h"
#include "ui/session/ladder_plan.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

constexpr double kDuplicateOffset = 8;

/// A copy is a box of its own, whatever it was copied from.
void make_drawn(StoredAnnotation& copy) {
    copy.id = 0;
    copy.detection_id = 0;
    copy.score = 1;
    copy.origin = AnnotationOrigin::kDrawn;
}

QString add_text(std::size_t count, const QString& one) {
    return count == 1 ? one : QCoreApplication::translate("commands", "add %n boxes", nullptr, static_cast<int>(count));
}

}  // namespace

EditController::EditController(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace) {}

void EditController::push(QUndoCommand* command) {
    m_workspace.session()->undo_stack().push(command);
}

bool EditController::add(BoxTarget target, std::vector<StoredAnnotation> boxes, const QString& text) {
    Session* session = m_workspace.session();
    auto command = std::make_unique<AddBoxesCommand>(*session, target, std::move(boxes), text);
    command->redo();  // run once here for its keys; the stack's own redo puts the same set back
    if (command->isObsolete()) {
        return false;
    }
    const auto keys = command->keys();
    push(command.release());
    if (m_workspace.target() == target) {
        m_workspace.set_boxes(widgets::BoxSelection(keys));
    }
    return !keys.empty();
}

void EditController::add_box(BoxTarget target, const Box& box) {
    Session* session = m_workspace.session();
    StoredAnnotation annotation;
    annotation.class_id = m_workspace.drawing_class();
    annotation.box = box;
    annotation.origin = AnnotationOrigin::kDrawn;
    if (session == nullptr) {
        return;
    }
    if (annotation.class_id == 0) {
        m_workspace.report(tr("This project has no classes yet. Press E and type a class name, then draw again."));
        return;
    }
    add(target, {annotation},
        QCoreApplication::translate("commands", "add %1").arg(session->class_name(annotation.class_id)));
}

std::vector<qint64> EditController::unlocked(BoxTarget target, const std::vector<qint64>& keys) const {
    std::vector<qint64> result = keys;
    std::erase_if(result, [&](qint64 key) { return m_workspace.session()->marks().locked(target, key); });
    if (result.empty() && !keys.empty()) {
        m_workspace.report(tr("The box is locked. Press L to unlock it."));
    }
    return result;
}

void EditController::change_boxes(BoxTarget target, std::vector<widgets::BoxEdit> edits) {
    if (m_workspace.session() != nullptr) {
        std::erase_if(edits, [&](const auto& edit) { return m_workspace.session()->marks().locked(target, edit.id); });
        push(new ChangeBoxesCommand(*m_workspace.session(), target, std::move(edits)));
    }
}

void EditController::nudge_boxes(BoxTarget target, std::vector<widgets::BoxEdit> edits) {
    if (m_workspace.session() != nullptr) {
        std::erase_if(edits, [&](const auto& edit) { return m_workspace.session()->marks().locked(target, edit.id); });
        push(
            new ChangeBoxesCommand(*m_workspace.session(), target, std::move(edits), ChangeBoxesCommand::Kind::kNudge));
    }
}

void EditController::relabel_boxes(BoxTarget target, const std::vector<qint64>& keys, RowId class_id) {
    if (m_workspace.session() != nullptr) {
        push(new RelabelBoxesCommand(*m_workspace.session(), target, unlocked(target, keys), class_id));
    }
}

void EditController::remove_boxes(BoxTarget target, const std::vector<qint64>& keys) {
    if (m_workspace.session() != nullptr) {
        push(new RemoveBoxesCommand(*m_workspace.session(), target, unlocked(target, keys)));
    }
}

std::vector<StoredAnnotation> EditController::selected_boxes() const {
    std::vector<StoredAnnotation> selected;
    if (m_workspace.session() == nullptr || !m_workspace.target() || m_workspace.boxes().empty()) {
        return selected;
    }
    for (const StoredAnnotation& box : shown_boxes(*m_workspace.session(), *m_workspace.target()).boxes) {
        if (m_workspace.boxes().contains(box_key(box))) {
            selected.push_back(box);
        }
    }
    return selected;
}

void EditController::remove_selected() {
    if (m_workspace.target() && !m_workspace.boxes().empty()) {
        remove_boxes(*m_workspace.target(), m_workspace.boxes().ids());
    }
}

void EditController::duplicate_selected() {
    auto boxes = selected_boxes();
    Size size;
    if (boxes.empty() ||
        !m_workspace.session()->attempt([&] { size = picture_size(*m_workspace.session(), *m_workspace.target()); })) {
        return;
    }
    for (StoredAnnotation& copy : boxes) {
        const double dx =
            copy.box.x2 + kDuplicateOffset <= size.width ? kDuplicateOffset : -std::min(kDuplicateOffset, copy.box.x1);
        const double dy =
            copy.box.y2 + kDuplicateOffset <= size.height ? kDuplicateOffset : -std::min(kDuplicateOffset, copy.box.y1);
        copy.box = {copy.box.x1 + dx, copy.box.y1 + dy, copy.box.x2 + dx, copy.box.y2 + dy};
        make_drawn(copy);
    }
    m_workspace.set_drawing_class(boxes.back().class_id);
    add(*m_workspace.target(), boxes, add_text(boxes.size(), QCoreApplication::translate("commands", "duplicate box")));
}

void EditController::copy_selected() {
    const auto boxes = selected_boxes();
    if (boxes.empty()) {
        return;
    }
    m_clipboard = {m_workspace.session()->project().file(), *m_workspace.target(), boxes, {}};
    for (const StoredAnnotation& box : boxes) {
        m_clipboard.classes.push_back(m_workspace.session()->class_name(box.class_id));
    }
}

void EditController::paste() {
    Session* session = m_workspace.session();
    if (m_clipboard.boxes.empty() || session == nullptr || !m_workspace.target()) {
        return;
    }
    auto boxes = m_clipboard.boxes;
    const bool known = session->attempt([&] {
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            make_drawn(boxes[i]);
            boxes[i].class_id = session->project().classes().find_or_add(m_clipboard.classes[i].toStdString());
        }
    });
    if (known) {
        m_workspace.set_drawing_class(boxes.back().class_id);
        add(*m_workspace.target(), boxes, add_text(boxes.size(), QCoreApplication::translate("commands", "paste box")));
    }
}

void EditController::toggle_ignored() {
    const auto boxes = selected_boxes();
    if (boxes.empty()) {
        return;
    }
    std::vector<qint64> keys;
    for (const StoredAnnotation& box : boxes) {
        keys.push_back(box_key(box));
    }
    const bool all = std::all_of(boxes.begin(), boxes.end(), [](const StoredAnnotation& box) { return box.ignore; });
    const BoxTarget target = *m_workspace.target();
    push(new IgnoreBoxesCommand(*m_workspace.session(), target, unlocked(target, keys), !all));
}

void EditController::choose_class(RowId class_id) {
    m_workspace.set_drawing_class(class_id);
    if (m_workspace.target() && !m_workspace.boxes().empty()) {
        const BoxTarget target = *m_workspace.target();
        const auto keys = m_workspace.boxes().ids();
        const bool ghosts = std::any_of(keys.begin(), keys.end(), is_ghost_key);
        relabel_boxes(target, keys, class_id);
        if (ghosts && m_workspace.target() == target) {
            m_workspace.set_boxes({});  // they have other keys now
        }
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
    if (record.state == state) {
        state = record.has_own_boxes ? VariantState::kEdited : VariantState::kNew;
    }
    set_state(state);
}

void EditController::set_state(VariantState state) {
    const auto target = m_workspace.target();
    if (m_workspace.session() == nullptr || !target || !target->is_variant()) {
        return;
    }
    Session& session = *m_workspace.session();
    VariantState before = VariantState::kFailed;
    session.attempt([&] { before = session.project().variants().get(target->id).state; });
    if (before != VariantState::kFailed && before != state) {
        push(new SetStateCommand(session, target->id, state));
    }
}

void EditController::accept_and_next() {
    set_state(VariantState::kAccepted);
    go_to_unreviewed();
}

void EditController::reject_and_next() {
    set_state(VariantState::kRejected);
    go_to_unreviewed();
}

void EditController::go_to_unreviewed() {
    Session* session = m_workspace.session();
    if (session == nullptr || m_workspace.reference() == 0) {
        return;
    }
    const auto target = m_workspace.target();
    session->attempt([&] {
        const RowId here = target && target->is_variant() ? target->id : 0;
        const auto place = m_workspace.place_in_review_list();
        const auto& variants = session->project().variants();
        const RowId next = place ? variants.next_unreviewed_of(m_workspace.review_list(), *place)
                                 : variants.next_unreviewed(m_workspace.reference(), here);
        if (next == 0) {
            m_workspace.report(place ? tr("Every variant of this list is reviewed.")
                                     : tr("Every variant of this project is reviewed."));
            return;
        }
        show(next);
    });
}

void EditController::show(RowId variant_id) {
    const auto list = m_workspace.review_list();  // going by way of another reference would end it
    m_workspace.set_reference(m_workspace.session()->project().variants().get(variant_id).reference_id);
    m_workspace.set_target(BoxTarget{BoxTarget::Kind::kVariant, variant_id});
    if (!list.empty() && m_workspace.review_list().empty()) {
        m_workspace.set_review_list(list);
    }
}

void EditController::step_in_list(std::size_t place, int direction) {
    const auto next = static_cast<std::ptrdiff_t>(place) + direction;
    const auto& list = m_workspace.review_list();
    if (next >= 0 && next < static_cast<std::ptrdiff_t>(list.size())) {
        show(list[static_cast<std::size_t>(next)]);
    }
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
    if (const auto place = m_workspace.place_in_review_list()) {
        step_in_list(*place, direction);
        return;
    }
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

// SPDX-License-Identifier: Apache-2.0
#include "ui/inspect/inspect_controller.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QUndoStack>
#include <algorithm>

#include "ui/commands/add_found_boxes_command.h"
#include "ui/inspect/inspect_panel.h"
#include "ui/session/workspace.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

/// Whether the keys go to a text field.
bool typing() {
    const QWidget* focused = QApplication::focusWidget();
    return focused != nullptr && focused->testAttribute(Qt::WA_InputMethodEnabled);
}

}  // namespace

InspectController::InspectController(Workspace& workspace, InspectionVisit visit, Surroundings surroundings,
                                     QAction* inspect, QAction* find_missed, QObject* parent)
    : QObject(parent),
      m_workspace(workspace),
      m_surroundings(std::move(surroundings)),
      m_inspect(inspect),
      m_find_missed(find_missed),
      m_panel(new InspectPanel(m_surroundings.page_area)),
      m_runner(std::move(visit)) {
    m_panel->hide();
    m_inspect->setAutoRepeat(false);
    m_find_missed->setAutoRepeat(false);
    connect(m_inspect, &QAction::triggered, this, [this] { open(m_pressed_key != 0); });
    connect(m_find_missed, &QAction::triggered, this, [this] { is_open() ? close() : open(false); });
    connect(&m_runner, &InspectRunner::answered, m_panel, &InspectPanel::show_answer);
    connect(&m_runner, &InspectRunner::failed, m_panel, &InspectPanel::show_failed);
    connect(m_panel, &InspectPanel::add_requested, this, &InspectController::add_boxes);
    connect(&workspace, &Workspace::session_closing, this, [this] {
        close();
        m_runner.clear();
    });
    // Boxes that come or go change what is missed; what the model saw is remembered.
    connect(&workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        using What = ProjectChange::What;
        if (is_open() && m_panel->answer() != nullptr &&
            (change.what == What::kAnnotations || change.what == What::kReferenceBoxes)) {
            ask(m_panel->answer()->request.target);
        }
    });
    qApp->installEventFilter(this);
}

InspectController::~InspectController() {
    qApp->removeEventFilter(this);
}

bool InspectController::is_open() const {
    return !m_panel->isHidden();
}

void InspectController::open(bool held) {
    auto target = m_surroundings.target_at(QCursor::pos());
    if (!target) {
        target = m_surroundings.current();
    }
    if (m_workspace.session() == nullptr || !target) {
        return;
    }
    m_held_key = held ? m_pressed_key : 0;
    ask(*target);
    place_panel();
    m_panel->show();
    m_panel->raise();
}

void InspectController::ask(BoxTarget target) {
    Session* session = m_workspace.session();
    const auto settings = m_surroundings.settings();
    InspectRequest request;
    if (session == nullptr || !session->attempt([&] {
            request = make_inspect_request(*session, target,
                                           settings ? *settings : session->project().settings().generation());
        })) {
        return;
    }
    if (m_panel->answer() == nullptr || !(m_panel->answer()->request.target == target) || !is_open()) {
        m_panel->show_waiting(request);
    }
    if (request.picture.empty()) {
        m_runner.stop();
        m_panel->show_failed(tr("This variant has no picture: its generation failed."));
        return;
    }
    m_runner.ask(request);
}

void InspectController::close() {
    m_held_key = 0;
    m_runner.stop();
    m_panel->hide();
}

void InspectController::place_panel() {
    const int margin = 2 * widgets::kMargin;
    m_panel->setGeometry(m_surroundings.page_area->rect().adjusted(margin, margin, -margin, -margin));
}

void InspectController::add_boxes(const std::vector<MissedObject>& objects) {
    Session* session = m_workspace.session();
    const InspectAnswer* answer = m_panel->answer();
    if (session == nullptr || answer == nullptr || objects.empty()) {
        return;
    }
    std::vector<std::pair<RowId, Box>> boxes;
    for (const MissedObject& object : objects) {
        boxes.emplace_back(answer->request.classes.at(object.class_name).id, answer->in_target(object.box));
    }
    session->undo_stack().push(new AddFoundBoxesCommand(*session, answer->request.target, std::move(boxes)));
}

bool InspectController::matches_action(int key, Qt::KeyboardModifiers modifiers) const {
    const QKeySequence pressed(QKeyCombination(modifiers & ~Qt::KeypadModifier, static_cast<Qt::Key>(key)));
    const auto keys = m_inspect->shortcuts();
    return std::any_of(keys.begin(), keys.end(), [&pressed](const QKeySequence& one) { return one == pressed; });
}

bool InspectController::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::ShortcutOverride:
        case QEvent::KeyPress:
        case QEvent::KeyRelease:
            return filter_key(event) || QObject::eventFilter(watched, event);
        case QEvent::ApplicationDeactivate:
            // The release of the key will go to another program.
            m_pressed_key = 0;
            if (m_held_key != 0) {
                close();
            }
            break;
        case QEvent::Resize:
            if (watched == m_surroundings.page_area && is_open()) {
                place_panel();
            }
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

bool InspectController::filter_key(QEvent* event) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (event->type() == QEvent::KeyRelease) {
        if (!key->isAutoRepeat() && key->key() == m_pressed_key) {
            m_pressed_key = 0;
        }
        if (!key->isAutoRepeat() && m_held_key != 0 && key->key() == m_held_key) {
            close();
            return true;
        }
        return is_open() && InspectPanel::wants_key(*key);
    }
    if (event->type() == QEvent::ShortcutOverride && matches_action(key->key(), key->modifiers())) {
        m_pressed_key = key->key();
    }
    if (!is_open() || QApplication::activeModalWidget() != nullptr || QApplication::activePopupWidget() != nullptr) {
        return false;
    }
    if (m_held_key == 0 && typing() && key->key() != Qt::Key_Escape) {
        return false;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Taken from the shortcuts, so that it arrives as a key press.
        const bool mine = key->key() == Qt::Key_Escape || InspectPanel::wants_key(*key);
        event->setAccepted(mine);
        return mine;
    }
    if (key->key() == Qt::Key_Escape) {
        close();
        return true;
    }
    return m_panel->handle_key(*key);
}

}  // namespace destudio::ui

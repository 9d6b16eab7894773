// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/selection_controller.h"

#include <algorithm>
#include <set>

#include "ui/session/workspace.h"

namespace destudio::ui {

SelectionController::SelectionController(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace) {}

std::vector<qint64> SelectionController::visible_keys(bool ghosts) const {
    std::vector<qint64> keys;
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    if (session == nullptr || !target) {
        return keys;
    }
    const BoxSet set = shown_boxes(*session, *target);
    for (const StoredAnnotation& box : set.boxes) {
        keys.push_back(box_key(box));
    }
    for (const GhostBox& ghost : set.ghosts) {
        if (ghosts) {
            keys.push_back(ghost_key(ghost));
        }
    }
    std::erase_if(keys, [&](qint64 key) { return session->marks().hidden(*target, key); });
    return keys;
}

void SelectionController::select_all() {
    m_workspace.set_boxes(widgets::BoxSelection(visible_keys(false)));
}

void SelectionController::select_same_class() {
    Session* session = m_workspace.session();
    const auto target = m_workspace.target();
    if (session == nullptr || !target) {
        return;
    }
    const BoxSet set = shown_boxes(*session, *target);
    std::set<RowId> classes;
    for (const StoredAnnotation& box : set.boxes) {
        if (m_workspace.boxes().contains(box_key(box))) {
            classes.insert(box.class_id);
        }
    }
    std::vector<qint64> keys;
    for (const StoredAnnotation& box : set.boxes) {
        if (classes.contains(box.class_id) && !session->marks().hidden(*target, box_key(box))) {
            keys.push_back(box_key(box));
        }
    }
    if (!keys.empty()) {
        m_workspace.set_boxes(widgets::BoxSelection(keys));
    }
}

void SelectionController::select_next_too() {
    const auto keys = visible_keys(true);
    if (keys.empty()) {
        return;
    }
    widgets::BoxSelection selection = m_workspace.boxes();
    const auto here = selection.primary() ? std::find(keys.begin(), keys.end(), *selection.primary()) : keys.end();
    const auto start = here == keys.end() ? 0 : (here - keys.begin()) + 1;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const qint64 key = keys[(static_cast<std::size_t>(start) + i) % keys.size()];
        if (!selection.contains(key)) {
            selection.add(key);
            m_workspace.set_boxes(selection);
            return;
        }
    }
}

void SelectionController::toggle_locked() {
    const auto target = m_workspace.target();
    if (m_workspace.session() == nullptr || !target || m_workspace.boxes().empty()) {
        return;
    }
    BoxMarks& marks = m_workspace.session()->marks();
    const auto& keys = m_workspace.boxes().ids();
    const bool all = std::all_of(keys.begin(), keys.end(), [&](qint64 key) { return marks.locked(*target, key); });
    marks.set_locked(*target, keys, !all);
}

void SelectionController::hide_selected() {
    const auto target = m_workspace.target();
    if (m_workspace.session() != nullptr && target && !m_workspace.boxes().empty()) {
        const auto keys = m_workspace.boxes().ids();
        m_workspace.set_boxes({});
        m_workspace.session()->marks().set_hidden(*target, keys, true);
    }
}

void SelectionController::show_hidden() {
    if (m_workspace.session() != nullptr && m_workspace.target()) {
        m_workspace.session()->marks().show_all(*m_workspace.target());
    }
}

}  // namespace destudio::ui

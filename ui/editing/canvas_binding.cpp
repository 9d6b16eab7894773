// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/canvas_binding.h"

#include <QPoint>
#include <algorithm>

#include "ui/editing/edit_controller.h"
#include "ui/editing/suggestion_controller.h"
#include "ui/session/history_text.h"
#include "ui/session/workspace.h"
#include "widgets/canvas/box_canvas.h"

namespace destudio::ui {

std::vector<widgets::CanvasBox> canvas_boxes(Session& session, BoxTarget target) {
    const BoxSet set = shown_boxes(session, target);
    std::vector<widgets::CanvasBox> result;
    result.reserve(set.boxes.size() + set.ghosts.size());
    for (const StoredAnnotation& annotation : set.boxes) {
        widgets::CanvasBox box;
        box.id = box_key(annotation);
        box.box = annotation.box;
        box.color = session.class_color(annotation.class_id);
        box.label = session.class_name(annotation.class_id);
        if (annotation.origin == AnnotationOrigin::kDetected) {
            box.score = annotation.score;
        }
        box.ignored = annotation.ignore;
        box.locked = session.marks().locked(target, box.id);
        result.push_back(box);
    }
    for (const GhostBox& ghost : set.ghosts) {
        widgets::CanvasBox box;
        box.id = ghost_key(ghost);
        box.box = ghost.box;
        box.color = session.class_color(ghost.class_id);
        box.label = session.class_name(ghost.class_id);
        box.ghost = true;
        result.push_back(box);
    }
    std::erase_if(result, [&](const widgets::CanvasBox& box) { return session.marks().hidden(target, box.id); });
    return result;
}

std::size_t boxes_without_ghosts(const std::vector<widgets::CanvasBox>& boxes) {
    return static_cast<std::size_t>(
        std::count_if(boxes.begin(), boxes.end(), [](const widgets::CanvasBox& box) { return !box.ghost; }));
}

CanvasBinding::CanvasBinding(widgets::BoxCanvas* canvas, Workspace& workspace, EditController& edits)
    : QObject(canvas), m_canvas(canvas), m_workspace(workspace), m_edits(edits) {
    using widgets::BoxCanvas;
    using widgets::BoxEdit;
    canvas->set_tips([this](qint64 id) {
        Session* session = m_workspace.session();
        return m_target && session != nullptr && !is_ghost_key(id) ? history_text(*session, *m_target, id) : QString();
    });
    connect(canvas, &BoxCanvas::activated, this, [this] {
        if (m_target) {
            m_workspace.set_target(m_target);
        }
    });
    connect(canvas, &BoxCanvas::selection_changed, this, [this] {
        const widgets::BoxSelection selection = m_canvas->selection();
        // A canvas reached by Tab is not current yet when a box in it gets selected.
        if (m_target && !selection.empty()) {
            m_workspace.set_target(m_target);
        }
        if (m_target && m_workspace.target() == m_target) {
            m_workspace.set_boxes(selection);
        }
    });
    connect(canvas, &BoxCanvas::box_drawn, this, [this](const Box& box) {
        if (m_target) {
            m_edits.add_box(*m_target, box);
        }
    });
    connect(canvas, &BoxCanvas::boxes_changed, this, [this](const std::vector<BoxEdit>& boxes) {
        if (m_target) {
            m_edits.change_boxes(*m_target, boxes);
        }
    });
    connect(canvas, &BoxCanvas::boxes_nudged, this, [this](const std::vector<BoxEdit>& boxes) {
        if (m_target) {
            m_edits.nudge_boxes(*m_target, boxes);
        }
    });
    connect(canvas, &BoxCanvas::delete_requested, this, [this](const std::vector<qint64>& ids) {
        if (m_target) {
            m_edits.remove_boxes(*m_target, ids);
        }
    });
    connect(canvas, &BoxCanvas::adopt_requested, this, [this](qint64 candidate) { emit adopt_requested(-candidate); });
    connect(canvas, &BoxCanvas::digit_pressed, &m_edits, &EditController::choose_class_by_digit);
    connect(canvas, &BoxCanvas::space_tapped, this, &CanvasBinding::space_tapped);
    connect(canvas, &BoxCanvas::relabel_requested, this, [this](qint64 id, QPoint position) {
        if (is_ghost_key(id)) {
            emit adopt_ghosts_requested({id});
        } else {
            emit relabel_requested(position);
        }
    });
    connect(&m_workspace, &Workspace::box_changed, this, &CanvasBinding::show_selection);
    connect(&m_workspace, &Workspace::target_changed, this, &CanvasBinding::show_selection);
    connect(&m_workspace, &Workspace::threshold_changed, this, &CanvasBinding::refresh);
    connect(&m_workspace, &Workspace::classes_changed, this, &CanvasBinding::refresh);
    connect(&m_workspace, &Workspace::marks_changed, this, [this](const BoxTarget& target) {
        if (m_target == target) {
            refresh();
        }
    });
    connect(&m_workspace, &Workspace::session_closing, this, [this] { set_target(std::nullopt); });
    connect(&m_workspace, &Workspace::project_changed, this, [this](const ProjectChange& change) {
        using What = ProjectChange::What;
        const bool mine = m_target && (change.id == 0 || change.id == m_target->id);
        const bool boxes =
            change.what == (m_target && m_target->is_variant() ? What::kAnnotations : What::kReferenceBoxes);
        if (change.what == What::kReset || (mine && boxes)) {
            refresh();
        }
    });
}

void CanvasBinding::set_target(std::optional<BoxTarget> target) {
    if (target != m_target) {
        m_target = target;
        m_canvas->set_selection({});
    }
    refresh();
}

void CanvasBinding::set_suggesting(bool suggesting) {
    m_suggesting = suggesting;
    refresh();
}

void CanvasBinding::refresh() {
    Session* session = m_workspace.session();
    if (!m_target || session == nullptr) {
        m_canvas->set_boxes({});
        m_canvas->set_candidates({});
        return;
    }
    m_canvas->set_boxes(canvas_boxes(*session, *m_target));
    if (m_suggesting) {
        std::vector<widgets::CanvasBox> candidates;
        for (const StoredDetection& detection : suppressed_detections(*session, *m_target)) {
            candidates.push_back({-detection.id, detection.box, session->class_color(detection.class_id),
                                  session->class_name(detection.class_id), detection.score});
        }
        m_canvas->set_candidates(std::move(candidates));
    }
    show_selection();
}

void CanvasBinding::show_selection() {
    m_canvas->set_selection(m_target && m_workspace.target() == m_target ? m_workspace.boxes()
                                                                         : widgets::BoxSelection());
}

}  // namespace destudio::ui

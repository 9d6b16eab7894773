// SPDX-License-Identifier: Apache-2.0
#include "ui/canvas_binding.h"

#include <QPoint>

#include "ui/edit_controller.h"
#include "ui/workspace.h"
#include "widgets/box_canvas.h"

namespace destudio::ui {

std::vector<widgets::CanvasBox> canvas_boxes(Session& session, BoxTarget target) {
    std::vector<widgets::CanvasBox> result;
    for (const Annotation& annotation : shown_boxes(session, target).boxes) {
        widgets::CanvasBox box;
        box.id = box_key(annotation);
        box.box = annotation.box;
        box.color = session.class_color(annotation.class_id);
        box.label = session.class_name(annotation.class_id);
        if (annotation.origin == AnnotationOrigin::kDetected) {
            box.score = annotation.score;
        }
        result.push_back(box);
    }
    return result;
}

CanvasBinding::CanvasBinding(widgets::BoxCanvas* canvas, Workspace& workspace, EditController& edits)
    : QObject(canvas), m_canvas(canvas), m_workspace(workspace), m_edits(edits) {
    using widgets::BoxCanvas;
    connect(canvas, &BoxCanvas::activated, this, [this] {
        if (m_target) {
            m_workspace.set_target(m_target);
        }
    });
    connect(canvas, &BoxCanvas::selection_changed, this, [this](std::optional<qint64> id) {
        // A canvas reached by Tab is not current yet when a box in it gets selected.
        if (m_target && id) {
            m_workspace.set_target(m_target);
        }
        if (m_target && m_workspace.target() == m_target) {
            m_workspace.set_box(id);
        }
    });
    connect(canvas, &BoxCanvas::box_drawn, this, [this](const Box& box) {
        if (m_target) {
            m_edits.add_box(*m_target, box);
        }
    });
    connect(canvas, &BoxCanvas::box_changed, this, [this](qint64 id, const Box& box) {
        if (m_target) {
            m_edits.change_box(*m_target, id, box);
        }
    });
    connect(canvas, &BoxCanvas::box_nudged, this, [this](qint64 id, const Box& box) {
        if (m_target) {
            m_edits.nudge_box(*m_target, id, box);
        }
    });
    connect(canvas, &BoxCanvas::delete_requested, this, [this](qint64 id) {
        if (m_target) {
            m_edits.remove_box(*m_target, id);
        }
    });
    connect(canvas, &BoxCanvas::digit_pressed, &m_edits, &EditController::choose_class_by_digit);
    connect(canvas, &BoxCanvas::space_tapped, this, &CanvasBinding::space_tapped);
    connect(canvas, &BoxCanvas::relabel_requested, this,
            [this](qint64, QPoint position) { emit relabel_requested(position); });
    connect(&m_workspace, &Workspace::box_changed, this, &CanvasBinding::show_selection);
    connect(&m_workspace, &Workspace::target_changed, this, &CanvasBinding::show_selection);
    connect(&m_workspace, &Workspace::threshold_changed, this, &CanvasBinding::refresh);
    connect(&m_workspace, &Workspace::classes_changed, this, &CanvasBinding::refresh);
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
        m_canvas->set_selected(std::nullopt);
    }
    refresh();
}

void CanvasBinding::refresh() {
    if (!m_target || m_workspace.session() == nullptr) {
        m_canvas->set_boxes({});
        return;
    }
    m_canvas->set_boxes(canvas_boxes(*m_workspace.session(), *m_target));
    show_selection();
}

void CanvasBinding::show_selection() {
    m_canvas->set_selected(m_target && m_workspace.target() == m_target ? m_workspace.box() : std::nullopt);
}

}  // namespace destudio::ui

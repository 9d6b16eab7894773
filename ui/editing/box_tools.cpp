// SPDX-License-Identifier: Apache-2.0
#include "ui/editing/box_tools.h"

#include <QAction>
#include <QApplication>
#include <QCursor>

#include "ui/actions/window_actions.h"
#include "ui/editing/class_popup.h"
#include "ui/editing/edit_controller.h"
#include "ui/session/workspace.h"
#include "widgets/canvas/box_canvas.h"

namespace destudio::ui {
namespace {

constexpr int kToneStep = 10;
constexpr double kLineStep = 1;

using widgets::BoxCanvas;
using widgets::CanvasLook;

}  // namespace

BoxTools::BoxTools(Workspace& workspace, EditController& edits, QObject* parent)
    : QObject(parent),
      m_workspace(workspace),
      m_edits(edits),
      m_selection(workspace),
      m_suggestions(workspace),
      m_carries(workspace, edits) {}

void BoxTools::connect_actions(const WindowActions& actions, CurrentCanvas canvas) {
    m_canvas = std::move(canvas);
    connect_edits(actions);
    connect_view(actions);
    connect_look(actions);
}

void BoxTools::connect_edits(const WindowActions& actions) {
    connect(actions.copy, &QAction::triggered, &m_edits, &EditController::copy_selected);
    connect(actions.paste, &QAction::triggered, &m_edits, &EditController::paste);
    connect(actions.duplicate, &QAction::triggered, &m_edits, &EditController::duplicate_selected);
    connect(actions.remove, &QAction::triggered, &m_edits, &EditController::remove_selected);
    connect(actions.ignore, &QAction::triggered, &m_edits, &EditController::toggle_ignored);
    connect(actions.lock, &QAction::triggered, &m_selection, &SelectionController::toggle_locked);
    connect(actions.hide, &QAction::triggered, &m_selection, &SelectionController::hide_selected);
    connect(actions.show_hidden, &QAction::triggered, &m_selection, &SelectionController::show_hidden);
    connect(actions.select_all, &QAction::triggered, &m_selection, &SelectionController::select_all);
    connect(actions.select_same_class, &QAction::triggered, &m_selection, &SelectionController::select_same_class);
    connect(actions.select_next_too, &QAction::triggered, &m_selection, &SelectionController::select_next_too);
    connect(actions.adopt, &QAction::triggered, this, &BoxTools::adopt);
    connect(actions.carry, &QAction::triggered, &m_carries, &CarryController::carry);
    connect(actions.select_mode, &QAction::triggered, this, [this] {
        if (BoxCanvas* canvas = m_canvas()) {
            canvas->set_mode(BoxCanvas::Mode::kSelect);
        }
    });
    connect(actions.next_in_stack, &QAction::triggered, &m_edits, [this] { m_edits.go_in_stack(1); });
    connect(actions.previous_in_stack, &QAction::triggered, &m_edits, [this] { m_edits.go_in_stack(-1); });
}

void BoxTools::connect_view(const WindowActions& actions) {
    const auto on_canvas = [this](QAction* action, auto work) {
        connect(action, &QAction::triggered, this, [this, work] {
            if (BoxCanvas* canvas = m_canvas()) {
                work(*canvas);
            }
        });
    };
    on_canvas(actions.fit_width, [](BoxCanvas& canvas) { canvas.zoom_to_width(); });
    on_canvas(actions.actual_size, [](BoxCanvas& canvas) { canvas.zoom_to_actual_pixels(); });
}

void BoxTools::connect_look(const WindowActions& actions) {
    const auto tone = [this](QAction* action, int brightness, int contrast) {
        connect(action, &QAction::triggered, this, [this, brightness, contrast] {
            m_look.set_tone({m_look.tone().brightness + brightness, m_look.tone().contrast + contrast});
        });
    };
    tone(actions.brighter, kToneStep, 0);
    tone(actions.darker, -kToneStep, 0);
    tone(actions.more_contrast, 0, kToneStep);
    tone(actions.less_contrast, 0, -kToneStep);
    connect(actions.neutral_tone, &QAction::triggered, this, [this] { m_look.set_tone({}); });
    connect(actions.thicker_lines, &QAction::triggered, this, [this] {
        const double wider = m_look.line_width() + kLineStep;
        m_look.set_line_width(wider > CanvasLook::kMaxLineWidth ? CanvasLook::kMinLineWidth : wider);
    });
    connect(actions.labels, &QAction::triggered, this, [this] {
        const int next = (static_cast<int>(m_look.labels()) + 1) % 3;
        m_look.set_labels(static_cast<CanvasLook::Labels>(next));
    });
    connect(actions.boxes_visible, &QAction::toggled, &m_look, &CanvasLook::set_boxes_visible);
    connect(actions.minimap, &QAction::toggled, &m_look, &CanvasLook::set_minimap);
    connect(actions.crosshair, &QAction::toggled, &m_look, &CanvasLook::set_crosshair);
    const auto show = [this, &actions] {
        actions.boxes_visible->setChecked(m_look.boxes_visible());
        actions.minimap->setChecked(m_look.minimap());
        actions.crosshair->setChecked(m_look.crosshair());
    };
    connect(&m_look, &CanvasLook::changed, this, show);
    show();
}

void BoxTools::adopt() {
    // With the crosshair: what is under it.
    BoxCanvas* canvas = m_canvas();
    if (canvas != nullptr && canvas->mode() == BoxCanvas::Mode::kDraw && canvas->cursor()) {
        if (const auto* candidate = canvas->candidate_at(*canvas->cursor())) {
            m_suggestions.adopt_detection(-candidate->id);
            return;
        }
    }
    m_suggestions.adopt_best();
}

void BoxTools::ask_class(QPoint global_position) {
    Session* session = m_workspace.session();
    if (session == nullptr || !m_workspace.target()) {
        return;
    }
    const auto selected = m_edits.selected_boxes();
    auto* popup = new ClassPopup(*session, QApplication::activeWindow());
    connect(popup, &ClassPopup::chosen, &m_edits, &EditController::choose_class_by_name);
    popup->open(selected.empty() ? m_workspace.drawing_class() : selected.back().class_id, global_position);
}

void BoxTools::ask_class_at_box(const BoxCanvas* canvas) {
    const QRectF outline = canvas != nullptr ? canvas->selected_outline() & canvas->viewport()->rect() : QRectF();
    ask_class(outline.isEmpty() ? QCursor::pos() : canvas->viewport()->mapToGlobal(outline.bottomLeft().toPoint()));
}

}  // namespace destudio::ui

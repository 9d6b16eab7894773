// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPoint>
#include <functional>

#include "ui/editing/carry_controller.h"
#include "ui/editing/selection_controller.h"
#include "ui/editing/suggestion_controller.h"
#include "widgets/canvas/canvas_look.h"

namespace destudio::widgets {
class BoxCanvas;
}

namespace destudio::ui {

class EditController;
class Workspace;
struct WindowActions;

/// Puts the window's actions on boxes, and on how canvases show them, together with the controllers.
class BoxTools : public QObject {
    Q_OBJECT

public:
    /// The canvas that keys are for; nullptr while none is shown.
    using CurrentCanvas = std::function<widgets::BoxCanvas*()>;

    BoxTools(Workspace& workspace, EditController& edits, QObject* parent = nullptr);

    SelectionController& selection() { return m_selection; }
    SuggestionController& suggestions() { return m_suggestions; }
    CarryController& carries() { return m_carries; }
    widgets::CanvasLook& look() { return m_look; }
    /// Something is being worked out on a worker.
    bool busy() const { return m_carries.busy(); }

    void connect_actions(const WindowActions& actions, CurrentCanvas canvas);
    /// Opens the class popup; what is chosen goes to the selected boxes, or is drawn next.
    void ask_class(QPoint global_position);
    /// At the selected box of a canvas; nullptr: at the pointer.
    void ask_class_at_box(const widgets::BoxCanvas* canvas);

private:
    void connect_edits(const WindowActions& actions);
    void connect_view(const WindowActions& actions);
    void connect_look(const WindowActions& actions);
    void adopt();

    Workspace& m_workspace;
    EditController& m_edits;
    SelectionController m_selection;
    SuggestionController m_suggestions;
    CarryController m_carries;
    widgets::CanvasLook m_look;
    CurrentCanvas m_canvas;
};

}  // namespace destudio::ui

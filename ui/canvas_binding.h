// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "ui/box_target.h"
#include "widgets/canvas_box.h"

namespace destudio::widgets {
class BoxCanvas;
}

namespace destudio::ui {

class EditController;
class Workspace;

/// The boxes of a target as a canvas shows them.
std::vector<widgets::CanvasBox> canvas_boxes(Session& session, BoxTarget target);

/// Ties a canvas to the boxes of one target: shows them and carries the canvas's requests to the edit controller. The
/// picture is the owner's business.
class CanvasBinding : public QObject {
    Q_OBJECT

public:
    /// Lives as long as the canvas.
    CanvasBinding(widgets::BoxCanvas* canvas, Workspace& workspace, EditController& edits);

    void set_target(std::optional<BoxTarget> target);
    std::optional<BoxTarget> target() const { return m_target; }
    /// Reads the boxes again.
    void refresh();

signals:
    void space_tapped();
    void relabel_requested(QPoint global_position);

private:
    void show_selection();

    widgets::BoxCanvas* m_canvas;
    Workspace& m_workspace;
    EditController& m_edits;
    std::optional<BoxTarget> m_target;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "ui/session/box_target.h"
#include "widgets/canvas/canvas_box.h"

namespace destudio::widgets {
class BoxCanvas;
}

namespace destudio::ui {

class EditController;
class Workspace;

/// The boxes of a target as a canvas shows them: without hidden ones, ghosts last.
std::vector<widgets::CanvasBox> canvas_boxes(Session& session, BoxTarget target);

std::size_t boxes_without_ghosts(const std::vector<widgets::CanvasBox>& boxes);

/// Ties a canvas to the boxes of one target: shows them and carries the canvas's requests to the edit controller. The
/// picture is the owner's business.
class CanvasBinding : public QObject {
    Q_OBJECT

public:
    /// Lives as long as the canvas.
    CanvasBinding(widgets::BoxCanvas* canvas, Workspace& workspace, EditController& edits);

    void set_target(std::optional<BoxTarget> target);
    std::optional<BoxTarget> target() const { return m_target; }
    /// Whether a click beside the boxes adopts the suppressed detection there.
    void set_suggesting(bool suggesting);
    /// Reads the boxes again.
    void refresh();

signals:
    void space_tapped();
    void relabel_requested(QPoint global_position);
    void adopt_requested(destudio::RowId detection_id);
    void adopt_ghosts_requested(const std::vector<qint64>& keys);

private:
    void show_selection();

    widgets::BoxCanvas* m_canvas;
    Workspace& m_workspace;
    EditController& m_edits;
    std::optional<BoxTarget> m_target;
    bool m_suggesting = false;
};

}  // namespace destudio::ui

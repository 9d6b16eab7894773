// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "widgets/box_canvas.h"

class QLabel;

namespace destudio::ui {

class CanvasBinding;
class EditController;
class PictureSources;
class Workspace;

/// The current picture alone and large, for exact boxes.
class EditorPage : public QWidget {
    Q_OBJECT

public:
    EditorPage(Workspace& workspace, EditController& edits, PictureSources& pictures, QWidget* parent = nullptr);

    void set_mode(widgets::BoxCanvas::Mode mode) { m_canvas->set_mode(mode); }
    void fit();
    widgets::BoxCanvas* canvas() const { return m_canvas; }

signals:
    void relabel_requested(QPoint global_position);
    void mode_changed(destudio::widgets::BoxCanvas::Mode mode);

private:
    void show_target();
    void show_nothing();
    /// Reads the project: throws.
    void read_target();

    Workspace& m_workspace;
    PictureSources& m_pictures;
    QLabel* m_title;
    widgets::BoxCanvas* m_canvas;
    CanvasBinding* m_binding;
};

}  // namespace destudio::ui

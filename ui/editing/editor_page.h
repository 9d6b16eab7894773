// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "widgets/canvas/box_canvas.h"

class QAction;

namespace destudio::ui {

class BoxTools;
class CanvasBinding;
class ClassStrip;
class EditController;
class EditorHeader;
class PictureSources;
class Workspace;
struct WindowActions;

/// The current picture alone and large, for exact boxes.
class EditorPage : public QWidget {
    Q_OBJECT

public:
    EditorPage(Workspace& workspace, EditController& edits, BoxTools& tools, PictureSources& pictures,
               QWidget* parent = nullptr);

    /// Fills the header, the zoom menu and the menu of the right mouse button.
    void set_actions(const WindowActions& actions);
    void set_mode(widgets::BoxCanvas::Mode mode) { m_canvas->set_mode(mode); }
    void fit();
    widgets::BoxCanvas* canvas() const { return m_canvas; }
    ClassStrip* class_strip() const { return m_strip; }

signals:
    void mode_changed(destudio::widgets::BoxCanvas::Mode mode);

private:
    void show_target();
    void show_nothing();
    /// Reads the project: throws.
    void read_target();

    Workspace& m_workspace;
    PictureSources& m_pictures;
    widgets::BoxCanvas* m_canvas;
    EditorHeader* m_header;
    ClassStrip* m_strip;
    CanvasBinding* m_binding;
    QList<QAction*> m_menu;
};

}  // namespace destudio::ui

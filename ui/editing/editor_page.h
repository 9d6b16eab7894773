// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

#include "ui/editing/picture_page.h"

class QAction;

namespace destudio::ui {

class CanvasBinding;
class ClassStrip;
class EditorHeader;
class PictureSources;
struct WindowActions;

/// The current picture alone and large, for exact boxes.
class EditorPage : public PicturePage {
    Q_OBJECT

public:
    EditorPage(Workspace& workspace, EditController& edits, BoxTools& tools, PictureSources& pictures,
               QWidget* parent = nullptr);

    /// Fills the header and the zoom menu.
    void set_actions(const WindowActions& actions);
    void set_mode(widgets::BoxCanvas::Mode mode) override { m_canvas->set_mode(mode); }
    void fit() override;
    std::optional<BoxTarget> target_at(QPoint global_position) const override;
    widgets::BoxCanvas* canvas() const override { return m_canvas; }
    ClassStrip* class_strip() const { return m_strip; }

private:
    void show_target();
    void show_nothing();
    /// Reads the project: throws.
    void read_target();

    PictureSources& m_pictures;
    widgets::BoxCanvas* m_canvas;
    EditorHeader* m_header;
    ClassStrip* m_strip;
    CanvasBinding* m_binding;
};

}  // namespace destudio::ui

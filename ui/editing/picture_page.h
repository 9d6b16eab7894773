// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "ui/pages/review_page.h"
#include "widgets/canvas/box_canvas.h"

namespace destudio::ui {

class BoxTools;
class EditController;
class Workspace;

/// A page that shows the workspace's current picture on a canvas: what keys do goes to it and its boxes.
class PicturePage : public QWidget, public ReviewPage {
    Q_OBJECT

public:
    PicturePage(Workspace& workspace, EditController& edits, BoxTools& tools, QWidget* parent = nullptr);

    virtual void set_mode(widgets::BoxCanvas::Mode mode) = 0;
    /// Whole pictures again.
    virtual void fit() = 0;

    bool wants_panels() const override { return true; }
    ActionState action_state() const override;
    std::optional<BoxTarget> current_target() const override;
    void accept() override;
    void reject() override;
    void go(int direction) override;
    void accept_and_next() override;
    void reject_and_next() override;
    void go_to_unreviewed() override;
    void relabel() override;
    void zoom(int steps) override;
    void take_focus() override;

signals:
    void mode_changed(destudio::widgets::BoxCanvas::Mode mode);
    /// On the current picture and its selected boxes.
    void menu_requested(QPoint global_position);

protected:
    Workspace& m_workspace;
    EditController& m_edits;
    BoxTools& m_tools;
};

}  // namespace destudio::ui

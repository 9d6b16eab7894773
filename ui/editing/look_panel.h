// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include "widgets/canvas/canvas_look.h"

class QComboBox;
class QGridLayout;
class QSlider;

namespace destudio::ui {

/// Sliders for brightness, contrast and line width, and what is written on boxes: a small panel that opens at its
/// button and stays until something else is clicked.
class LookPanel : public QFrame {
    Q_OBJECT

public:
    LookPanel(widgets::CanvasLook& look, QWidget* parent);

private:
    QSlider* add_slider(QGridLayout* grid, const QString& name, int least, int most);
    void show_look();

    widgets::CanvasLook& m_look;
    QSlider* m_brightness;
    QSlider* m_contrast;
    QSlider* m_width;
    QComboBox* m_labels;
};

/// Takes the look of the last time and keeps later changes.
void remember_look(widgets::CanvasLook& look);

}  // namespace destudio::ui

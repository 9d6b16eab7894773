// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QSpinBox;

namespace destudio::widgets {
class CurvePlot;
}

namespace destudio::ui {

class LoopController;
class Workspace;

/// Switches the running loop on, and shows what it brings: the edits that an image is expected to need, and those that
/// were made.
class LoopPanel : public QWidget {
    Q_OBJECT

public:
    LoopPanel(Workspace& workspace, LoopController& loop, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void apply();
    void show_state();
    void show_curve();
    QString sentence() const;

    Workspace& m_workspace;
    LoopController& m_loop;
    QCheckBox* m_on;
    QSpinBox* m_every;
    QLabel* m_sentence;
    widgets::CurvePlot* m_curve;
};

}  // namespace destudio::ui

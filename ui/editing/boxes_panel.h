// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSlider;
class QTableView;

namespace destudio::ui {

class BoxModel;
class EditController;
class Workspace;

/// The confidence threshold, which filters at once, and the boxes of the current picture.
class BoxesPanel : public QWidget {
    Q_OBJECT

public:
    BoxesPanel(Workspace& workspace, EditController& edits, QWidget* parent = nullptr);
    QTableView* table() const { return m_table; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void set_threshold(double threshold);
    void show_threshold();
    void show_target();
    void show_selection();
    void take_selection();

    Workspace& m_workspace;
    EditController& m_edits;
    BoxModel* m_model;
    QSlider* m_slider;
    QDoubleSpinBox* m_spin;
    QLabel* m_title;
    QTableView* m_table;
    bool m_showing = false;  ///< the selection comes from outside
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QToolButton;

namespace destudio::ui {

class EditController;
class Workspace;

/// The palette of classes under the picture, with their digits: a click gives the selected boxes a class, or chooses
/// the class to draw with. What has no room is in the popup behind the last button.
class ClassStrip : public QWidget {
    Q_OBJECT

public:
    ClassStrip(Workspace& workspace, EditController& edits, QWidget* parent = nullptr);
    /// In the list's order; those without room are hidden.
    const QList<QToolButton*>& buttons() const { return m_buttons; }

signals:
    void more_requested(QPoint global_position);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    void show_current();
    void fit();

    Workspace& m_workspace;
    EditController& m_edits;
    QHBoxLayout* m_layout;
    QButtonGroup* m_group;
    QToolButton* m_more;
    QList<QToolButton*> m_buttons;
};

}  // namespace destudio::ui

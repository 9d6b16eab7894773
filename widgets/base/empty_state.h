// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;
class QAction;

namespace destudio::widgets {

/// What stands where there is nothing yet: an icon, what is missing, and buttons for what to do next.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const QString& icon_name, const QString& title, const QString& hint, QWidget* parent = nullptr);
    void set_text(const QString& title, const QString& hint);
    void add_action_button(QAction* action);

protected:
    void changeEvent(QEvent* event) override;

private:
    void show_icon();

    QString m_icon_name;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_hint;
    QVBoxLayout* m_layout;
};

}  // namespace destudio::widgets

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>

class QDialog;
class QMenu;
class QWidget;

namespace destudio::ui {

class ActionRegistry;
struct WindowActions;

/// Fills the Help menu and shows what is behind it: the key sheet, the keys dialog, and what this program is.
class HelpMenu : public QObject {
    Q_OBJECT

public:
    HelpMenu(QMenu* menu, WindowActions& actions, ActionRegistry& registry, QWidget* window);

private:
    void show_about();

    QWidget* m_window;
    QPointer<QDialog> m_sheet;
    QPointer<QDialog> m_keys;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>

#include "ui/base/page.h"

class QDialog;
class QMenu;
class QWidget;

namespace destudio::ui {

class ActionRegistry;
struct WindowActions;

/// Fills the Help menu and shows what is behind it: the user's guide, the key sheet, the keys dialog, and what this
/// program is.
class HelpMenu : public QObject {
    Q_OBJECT

public:
    /// @param page  the page that is shown, whose chapter the guide opens at
    HelpMenu(QMenu* menu, WindowActions& actions, ActionRegistry& registry, std::function<Page()> page,
             QWidget* window);

private:
    void show_guide();
    void show_about();

    QWidget* m_window;
    std::function<Page()> m_page;
    QPointer<QDialog> m_guide;
    QPointer<QDialog> m_sheet;
    QPointer<QDialog> m_keys;
};

}  // namespace destudio::ui

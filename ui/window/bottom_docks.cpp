// SPDX-License-Identifier: Apache-2.0
#include "ui/window/bottom_docks.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QTreeView>

#include "ui/actions/window_actions.h"
#include "ui/window/issues_panel.h"
#include "ui/window/log_panel.h"

namespace destudio::ui {
namespace {

constexpr int kDockHeight = 180;

/// A dock at the window's bottom that an action shows and hides.
QDockWidget* add_dock(QMainWindow& window, QWidget* content, QAction* toggle, const char* name) {
    auto* dock = new QDockWidget(toggle->iconText(), &window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    dock->setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea);
    window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    dock->hide();
    QObject::connect(toggle, &QAction::triggered, dock, [dock](bool shown) {
        dock->setVisible(shown);
        if (shown) {
            dock->raise();
            dock->widget()->setFocus();
        }
    });
    QObject::connect(dock->toggleViewAction(), &QAction::toggled, toggle, &QAction::setChecked);
    return dock;
}

}  // namespace

IssuesPanel* add_bottom_docks(QMainWindow& window, IssueModel& issues, const WindowActions& actions) {
    auto* panel = new IssuesPanel(issues);
    panel->setFocusProxy(panel->view());
    auto* log = new LogPanel;
    log->setFocusProxy(log->view());
    auto* issues_dock = add_dock(window, panel, actions.issues_dock, "issues_dock");
    auto* log_dock = add_dock(window, log, actions.log_dock, "log_dock");
    window.tabifyDockWidget(issues_dock, log_dock);
    window.resizeDocks({issues_dock, log_dock}, {kDockHeight, kDockHeight}, Qt::Vertical);
    return panel;
}

}  // namespace destudio::ui

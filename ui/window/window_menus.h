// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <functional>

#include "ui/base/page.h"

class QMainWindow;
class QMenu;
class QMenuBar;

namespace destudio::ui {

class ActionRegistry;
class ProjectController;
class Workspace;
struct WindowActions;

/// Fills the menu bar: every action stands in a menu.
class WindowMenus : public QObject {
    Q_OBJECT

public:
    /// @param page  the page that is shown
    WindowMenus(QMainWindow* window, WindowActions& actions, ActionRegistry& registry, Workspace& workspace,
                ProjectController& projects, std::function<Page()> page, QObject* parent);

private:
    void add_file(QMenuBar* bar);
    void add_edit(QMenuBar* bar);
    void add_review(QMenuBar* bar);
    void add_generate(QMenuBar* bar);
    void add_view(QMenuBar* bar);
    /// The projects of the last times, when the menu opens.
    void show_recent();

    WindowActions& m_actions;
    Workspace& m_workspace;
    ProjectController& m_projects;
    QMenu* m_recent = nullptr;
};

}  // namespace destudio::ui

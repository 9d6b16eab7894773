// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "ui/project/project_loader.h"

class QAction;
class QWidget;

namespace destudio::ui {

class GeneratePanel;
class MessageBar;
class ProjectController;
struct WindowActions;

/// Says what is wrong with a project, its images or its bundle, and offers what can still be done about it.
class ProjectOffers : public QObject {
    Q_OBJECT

public:
    ProjectOffers(ProjectController& projects, GeneratePanel* generate, MessageBar* messages, WindowActions& actions,
                  QWidget* window);

    void tell(const OpenFailure& failure);

private:
    void show_lock();
    void copy_and_open();
    void locate();
    QAction* make(const QString& text, const char* name);

    ProjectController& m_projects;
    GeneratePanel* m_generate;
    MessageBar* m_messages;
    WindowActions& m_actions;
    QWidget* m_window;
    QAction* m_try_again;
    QAction* m_open_copy;
    QAction* m_show_folder;
    QAction* m_built_in;
    QAction* m_choose_bundle;
    QAction* m_recover;
    OpenFailure m_failure;
};

}  // namespace destudio::ui

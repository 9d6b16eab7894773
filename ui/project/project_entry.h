// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <functional>

class QMimeData;
class QWidget;

namespace destudio::ui {

class NewProjectAssistant;
class ProjectController;
class Workspace;
struct WindowActions;

/// The ways into a project: the assistant, the file dialogs, and what is dropped on the window.
class ProjectEntry : public QObject {
    Q_OBJECT

public:
    ProjectEntry(ProjectController& projects, Workspace& workspace, WindowActions& actions, QWidget* window);

    /// Whether something in it can be opened or added.
    static bool takes(const QMimeData* data);
    /// The files in it whose names `wanted` takes.
    static QStringList files_in(const QMimeData* data, const std::function<bool(const QString&)>& wanted);
    /// Opens a project; else adds images, folders and datasets to the open one, or starts the assistant with the first.
    void drop(const QMimeData* data);
    /// @param source  a folder or file to start from; empty: the assistant asks
    NewProjectAssistant* start_assistant(const QString& source = {});

private:
    void open();
    void add_images();
    void add_folder();

    ProjectController& m_projects;
    Workspace& m_workspace;
    QWidget* m_window;
};

}  // namespace destudio::ui

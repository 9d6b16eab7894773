// SPDX-License-Identifier: Apache-2.0
#include "ui/project/project_entry.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include "ui/actions/window_actions.h"
#include "ui/project/new_project_assistant.h"
#include "ui/project/project_controller.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

QStringList local_files(const QMimeData* data) {
    QStringList files;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) {
            files << url.toLocalFile();
        }
    }
    return files;
}

bool is_project(const QString& file) {
    return file.endsWith(QStringLiteral(".destudio"));
}

}  // namespace

ProjectEntry::ProjectEntry(ProjectController& projects, Workspace& workspace, WindowActions& actions, QWidget* window)
    : QObject(window), m_projects(projects), m_workspace(workspace), m_window(window) {
    connect(actions.new_project, &QAction::triggered, this, [this] { start_assistant(); });
    connect(actions.open_project, &QAction::triggered, this, &ProjectEntry::open);
    connect(actions.open_sample, &QAction::triggered, &projects, [&projects] { projects.open_sample(); });
    connect(actions.close_project, &QAction::triggered, &projects, &ProjectController::close);
    connect(actions.add_images, &QAction::triggered, this, &ProjectEntry::add_images);
    connect(actions.add_folder, &QAction::triggered, this, &ProjectEntry::add_folder);
}

bool ProjectEntry::takes(const QMimeData* data) {
    return !local_files(data).isEmpty();
}

QStringList ProjectEntry::files_in(const QMimeData* data, const std::function<bool(const QString&)>& wanted) {
    QStringList files = local_files(data);
    files.removeIf([&wanted](const QString& file) { return !wanted(file); });
    return files;
}

void ProjectEntry::drop(const QMimeData* data) {
    const QStringList files = local_files(data);
    for (const QString& file : files) {
        if (is_project(file)) {
            m_projects.open(file.toStdString());
            return;
        }
    }
    if (m_workspace.session() != nullptr) {
        m_projects.add_images(files);
    } else if (!files.isEmpty()) {
        const QFileInfo first(files.front());
        // An image alone stands for its folder; a dataset's file for itself.
        const bool dataset = first.isDir() || QStringList{QStringLiteral("json"), QStringLiteral("yaml"),
                                                          QStringLiteral("yml"), QStringLiteral("xml")}
                                                  .contains(first.suffix().toLower());
        start_assistant(dataset ? first.filePath() : first.path());
    }
}

NewProjectAssistant* ProjectEntry::start_assistant(const QString& source) {
    auto* assistant = new NewProjectAssistant(source, m_window);
    assistant->setAttribute(Qt::WA_DeleteOnClose);
    connect(assistant, &NewProjectAssistant::made, this, [this](const QString& file, const QStringList& problems) {
        if (!problems.isEmpty()) {
            // After the project is open: opening clears the message.
            const QString sentence =
                problems.size() == 1
                    ? problems.front()
                    : tr("%1 And %2 more images with problems.").arg(problems.front()).arg(problems.size() - 1);
            connect(
                &m_projects, &ProjectController::opened, this, [this, sentence] { m_workspace.report(sentence); },
                Qt::SingleShotConnection);
        }
        m_projects.open(file.toStdString());
    });
    assistant->open();
    return assistant;
}

void ProjectEntry::open() {
    const QString file = QFileDialog::getOpenFileName(m_window, tr("Open project"), {}, tr("Projects (*.destudio)"));
    if (!file.isEmpty()) {
        m_projects.open(file.toStdString());
    }
}

void ProjectEntry::add_images() {
    m_projects.add_images(QFileDialog::getOpenFileNames(
        m_window, tr("Add images"), {},
        tr("Images and datasets (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json *.yaml *.xml);;All files (*)")));
}

void ProjectEntry::add_folder() {
    const QString folder = QFileDialog::getExistingDirectory(m_window, tr("Add a folder of images or a dataset"));
    if (!folder.isEmpty()) {
        m_projects.add_images({folder});
    }
}

}  // namespace destudio::ui

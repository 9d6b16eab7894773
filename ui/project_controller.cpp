// SPDX-License-Identifier: Apache-2.0
#include "ui/project_controller.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

#include "core/base/error.h"
#include "core/engine/bundle_info.h"
#include "core/project/reference_import.h"
#include "ui/workspace.h"

namespace destudio::ui {
namespace {

namespace fs = std::filesystem;

constexpr int kMostRecent = 8;
const auto kRecentKey = QStringLiteral("recent_projects");

void append(ImportScan& scan, ImportScan part) {
    std::move(part.classes.begin(), part.classes.end(), std::back_inserter(scan.classes));
    std::move(part.entries.begin(), part.entries.end(), std::back_inserter(scan.entries));
    std::move(part.problems.begin(), part.problems.end(), std::back_inserter(scan.problems));
}

ImportScan scan_paths(const std::vector<fs::path>& paths, const std::stop_token& stop, const ProgressSink& progress) {
    ImportScan scan;
    for (const fs::path& path : paths) {
        try {
            if (fs::is_directory(path)) {
                append(scan, scan_image_folder(path, stop, progress));
            } else if (path.extension() == ".json") {
                append(scan, scan_coco(path, {}, stop, progress));
            } else {
                append(scan, scan_images({path}, stop, progress));
            }
        } catch (const CancelledError&) {
            throw;
        } catch (const Error& error) {
            scan.problems.emplace_back(error.what());
        }
    }
    return scan;
}

/// New projects start with the guidance scale that suits the built-in bundle. A bundle that cannot be read is told
/// where it is shown, not here.
void adopt_guidance(GenerationSettings& settings) {
    try {
        settings.guidance_scale = read_bundle_info(built_in_bundle()).guidance_scale;
    } catch (const Error&) {
    }
}

}  // namespace

ProjectController::ProjectController(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_queue(std::make_unique<JobQueue>()) {
    connect(&workspace, &Workspace::session_closing, this, [this] {
        ++m_session;
        m_queue->cancel_all();
        m_imports = 0;
    });
}

ProjectController::~ProjectController() {
    m_queue.reset();
}

void ProjectController::open(const fs::path& file) {
    std::error_code ec;
    if (m_workspace.session() != nullptr && fs::equivalent(m_workspace.session()->project().file(), file, ec)) {
        return;
    }
    m_workspace.set_session(std::make_unique<Session>(Project::open(file)));
    remember(file);
}

void ProjectController::create(const fs::path& file) {
    auto project = Project::create(file, file.stem().string());
    GenerationSettings settings = project->settings().generation();
    adopt_guidance(settings);
    project->settings().set_generation(settings);
    m_workspace.set_session(std::make_unique<Session>(std::move(project)));
    remember(file);
}

void ProjectController::open_sample() {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    if (!folder.mkpath(QStringLiteral("."))) {
        throw IoError("The folder " + folder.path().toStdString() +
                      " cannot be made. Set XDG_DATA_HOME to one that can.");
    }
    const fs::path file = folder.filePath(QStringLiteral("sample.destudio")).toStdString();
    if (fs::exists(file)) {
        open(file);
    } else {
        auto project = create_sample_project(file);
        GenerationSettings settings = project->settings().generation();
        settings.seeds = {1, 2};  // two rows, so that the first ladder shows what seeds do
        adopt_guidance(settings);
        project->settings().set_generation(settings);
        m_workspace.set_session(std::make_unique<Session>(std::move(project)));
        remember(file);
    }
}

void ProjectController::close() {
    m_workspace.set_session(nullptr);
}

bool ProjectController::attempt(const std::function<void()>& action) {
    try {
        action();
        return true;
    } catch (const std::exception& error) {
        emit m_workspace.issue(QString::fromUtf8(error.what()));
        return false;
    }
}

void ProjectController::add_images(const QStringList& paths) {
    if (m_workspace.session() == nullptr) {
        emit m_workspace.issue(tr("Open or make a project first; images are added to a project."));
        return;
    }
    std::vector<fs::path> files;
    for (const QString& path : paths) {
        files.emplace_back(path.toStdString());
    }
    if (files.empty()) {
        return;
    }
    ++m_imports;
    Job job;
    job.title = "import";
    job.work = [this, files, session = m_session](std::stop_token stop, const ProgressSink& progress) {
        QString sentence;
        try {
            const ImportScan scan = scan_paths(files, stop, progress);
            QMetaObject::invokeMethod(
                this, [this, session, scan] { on_scan(session, scan); }, Qt::QueuedConnection);
            return;
        } catch (const CancelledError&) {
        } catch (const std::exception& error) {
            sentence = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, session, sentence] { import_failed(session, sentence); }, Qt::QueuedConnection);
    };
    m_queue->add(std::move(job));
}

void ProjectController::on_scan(quint64 session, const ImportScan& scan) {
    if (session != m_session || m_workspace.session() == nullptr) {
        return;
    }
    --m_imports;
    attempt([&] {
        const ImportReport report = add_references(m_workspace.session()->project(), scan);
        if (!report.problems.empty()) {
            const auto more = static_cast<int>(report.problems.size()) - 1;
            const QString first = QString::fromStdString(report.problems.front());
            emit m_workspace.issue(more == 0 ? first : tr("%1 And %2 more images with problems.").arg(first).arg(more));
        }
        if (!report.references.empty()) {
            m_workspace.set_reference(report.references.front());
        }
        emit import_finished(static_cast<int>(report.references.size()));
    });
}

void ProjectController::import_failed(quint64 session, const QString& sentence) {
    if (session != m_session) {
        return;
    }
    --m_imports;
    if (!sentence.isEmpty()) {
        emit m_workspace.issue(sentence);
    }
    emit import_finished(0);
}

QStringList ProjectController::recent() {
    QStringList files = QSettings().value(kRecentKey).toStringList();
    files.removeIf([](const QString& file) { return !QFile::exists(file); });
    return files;
}

void ProjectController::remember(const fs::path& file) {
    std::error_code ec;
    const QString name = QString::fromStdString(fs::absolute(file, ec).lexically_normal().string());
    QStringList files = recent();
    files.removeAll(name);
    files.prepend(name);
    QSettings().setValue(kRecentKey, QStringList(files.mid(0, kMostRecent)));
    emit recent_changed();
}

}  // namespace destudio::ui

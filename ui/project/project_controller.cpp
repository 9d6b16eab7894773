// SPDX-License-Identifier: Apache-2.0
#include "ui/project/project_controller.h"

#include <QDir>
#include <QStandardPaths>
#include <utility>

#include "core/base/error.h"
#include "core/project/new_project.h"
#include "core/project/picture_recovery.h"
#include "core/project/project_copy.h"
#include "core/project/reference_import.h"
#include "core/project/relink.h"
#include "core/project/sample_project.h"
#include "ui/base/user_settings.h"
#include "ui/session/workspace.h"

namespace destudio::ui {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxRecent = 8;

void append(ImportScan& scan, ImportScan part) {
    std::move(part.classes.begin(), part.classes.end(), std::back_inserter(scan.classes));
    std::move(part.entries.begin(), part.entries.end(), std::back_inserter(scan.entries));
    std::move(part.problems.begin(), part.problems.end(), std::back_inserter(scan.problems));
}

bool is_dataset_file(const fs::path& path) {
    const std::string ending = path.extension().string();
    return ending == ".json" || ending == ".yaml" || ending == ".yml" || ending == ".xml";
}

ImportScan scan_paths(const std::vector<fs::path>& paths, const std::stop_token& stop, const ProgressSink& progress) {
    ImportScan scan;
    for (const fs::path& path : paths) {
        try {
            if (fs::is_directory(path) || is_dataset_file(path)) {
                append(scan, scan_dataset(read_project_source(path).read, path, stop, progress));
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

std::unique_ptr<Project> create_project(const fs::path& file) {
    auto project = Project::create(file, file.stem().string());
    adopt_built_in_guidance(*project);
    return project;
}

std::unique_ptr<Project> open_or_create_sample(const fs::path& file, const fs::path& bundle) {
    if (fs::exists(file)) {
        return Project::open(file);
    }
    auto project = create_sample_project(file, bundle);
    GenerationSettings settings = project->settings().generation();
    settings.seeds = {1, 2};  // two rows, so that the first ladder shows what seeds do
    project->settings().set_generation(settings);
    return project;
}

}  // namespace

ProjectController::ProjectController(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_queue(std::make_unique<JobQueue>()) {
    connect(&m_loader, &ProjectLoader::loaded, this, &ProjectController::take_over);
    connect(&m_loader, &ProjectLoader::failed, this, [this](const OpenFailure& failure) {
        m_after_opening = nullptr;
        emit opening_changed();
        emit open_failed(failure);
    });
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
    m_after_opening = nullptr;
    m_loader.load(file, [file] { return Project::open(file); });
    emit opening_changed();
}

void ProjectController::open_breaking_lock(const fs::path& file) {
    m_after_opening = nullptr;
    m_loader.load(file, [file] {
        ProjectLock::break_lock(file);
        return Project::open(file);
    });
    emit opening_changed();
}

void ProjectController::create(const fs::path& file) {
    m_after_opening = nullptr;
    m_loader.load(file, [file] { return create_project(file); });
    emit opening_changed();
}

void ProjectController::open_sample(const fs::path& bundle) {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const std::string name = bundle.empty() ? "sample" : "sample-" + bundle.filename().string();
    const fs::path file = fs::path(folder.path().toStdString()) / (name + ".destudio");
    std::error_code ec;
    if (m_workspace.session() != nullptr && fs::equivalent(m_workspace.session()->project().file(), file, ec)) {
        return;
    }
    m_after_opening = nullptr;
    m_loader.load(file, [folder, file, bundle] {
        if (!folder.mkpath(QStringLiteral("."))) {
            throw IoError("The folder " + folder.path().toStdString() +
                          " cannot be made. Set XDG_DATA_HOME to one that can.");
        }
        return open_or_create_sample(file, bundle);
    });
    emit opening_changed();
}

void ProjectController::open_copy(const fs::path& from, const fs::path& to) {
    m_after_opening = nullptr;
    m_loader.load(to, [from, to] {
        copy_project(from, to);
        return Project::open(to);
    });
    emit opening_changed();
}

void ProjectController::go_back(RowId version, const std::set<RowId>& variants) {
    if (m_workspace.session() == nullptr) {
        return;
    }
    const fs::path file = m_workspace.session()->project().file();
    const RowId reference = m_workspace.reference();
    const std::optional<BoxTarget> target = m_workspace.target();
    const std::string author = m_workspace.session()->project().history().author();
    // Only the one who has it open may write, and writing hundreds of thousands of rows takes longer than the window
    // can wait. What undo would do belongs to rows as they were.
    m_workspace.set_session(nullptr);
    const auto result = std::make_shared<VersionReturn>();
    result->version = version;
    m_loader.load(file, [file, version, variants, author, result] {
        auto project = Project::open(file);
        project->history().set_author(author);
        try {
            result->done =
                variants.empty() ? restore_version(*project, version) : restore_variants(*project, version, variants);
        } catch (const std::exception& error) {
            result->sentence = QString::fromUtf8(error.what());
        }
        return project;
    });
    m_after_opening = [this, result, reference, target] {
        look_again(reference, target);
        emit went_back(*result);
    };
    emit opening_changed();
}

void ProjectController::look_again(RowId reference, const std::optional<BoxTarget>& target) {
    try {
        Project& project = m_workspace.session()->project();
        if (reference != 0) {
            m_workspace.set_reference(project.references().get(reference).id);
        }
        if (target) {
            if (target->is_variant()) {
                project.variants().get(target->id);
            }
            m_workspace.set_target(target);
        }
    } catch (const Error&) {
        // It is not there any more.
    }
}

void ProjectController::take_over(const fs::path& file, const std::shared_ptr<std::unique_ptr<Project>>& project) {
    try {
        m_workspace.set_session(std::make_unique<Session>(std::move(*project)));
    } catch (const std::exception& error) {
        emit opening_changed();
        emit open_failed({OpenProblem::kOther, file, QString::fromUtf8(error.what()), {}});
        return;
    }
    remember(file);
    emit opening_changed();
    emit opened();
    look_for_missing();
    if (const auto after = std::exchange(m_after_opening, nullptr)) {
        after();
    }
}

void ProjectController::close() {
    m_workspace.set_session(nullptr);
}

void ProjectController::add_images(const QStringList& paths) {
    if (m_workspace.session() == nullptr) {
        m_workspace.report(tr("Open or make a project first; images are added to a project."));
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
    run(QStringLiteral("import"), [this, files, session = m_session](const std::stop_token& stop) {
        QString sentence;
        try {
            const ImportScan scan = scan_paths(files, stop, {});
            QMetaObject::invokeMethod(
                this, [this, session, scan] { on_scan(session, scan); }, Qt::QueuedConnection);
            return;
        } catch (const CancelledError&) {
        } catch (const std::exception& error) {
            sentence = QString::fromUtf8(error.what());
        }
        QMetaObject::invokeMethod(
            this, [this, session, sentence] { import_failed(session, sentence); }, Qt::QueuedConnection);
    });
}

void ProjectController::run(const QString& title, std::function<void(std::stop_token)> work) {
    Job job;
    job.title = title.toStdString();
    job.work = [work = std::move(work)](const JobContext& context) { work(context.stop.now); };
    m_queue->add(std::move(job));
}

void ProjectController::look_for_missing() {
    if (m_workspace.session() == nullptr) {
        return;
    }
    const fs::path file = m_workspace.session()->project().file();
    run(QStringLiteral("check"), [this, file, session = m_session](const std::stop_token&) {
        const auto project = Project::open_for_reading(file);
        if (const auto unknown = static_cast<int>(unknown_pictures(*project).size()); unknown > 0) {
            const QString folder = QString::fromStdString(project->files_folder().filename().string());
            QMetaObject::invokeMethod(
                this,
                [this, session, unknown, folder] {
                    if (session == m_session) {
                        emit unknown_found(unknown, folder);
                    }
                },
                Qt::QueuedConnection);
        }
        const auto missing = missing_references(*project);
        if (missing.empty()) {
            return;
        }
        const int count = static_cast<int>(missing.size());
        const QString first = QString::fromStdString(missing.front().path.string());
        QMetaObject::invokeMethod(
            this,
            [this, session, count, first] {
                if (session == m_session) {
                    emit missing_found(count, first);
                }
            },
            Qt::QueuedConnection);
    });
}

void ProjectController::relink(const QString& folder) {
    if (m_workspace.session() == nullptr) {
        return;
    }
    ++m_imports;
    const fs::path file = m_workspace.session()->project().file();
    run(QStringLiteral("relink"),
        [this, file, folder = fs::path(folder.toStdString()), session = m_session](const std::stop_token& stop) {
            try {
                const auto missing = missing_references(*Project::open_for_reading(file));
                const auto found = find_moved(missing, folder, stop);
                const auto left = static_cast<int>(missing.size() - found.size());
                QMetaObject::invokeMethod(
                    this, [this, session, found, left] { on_moved(session, found, left); }, Qt::QueuedConnection);
            } catch (const std::exception& error) {
                const QString sentence = QString::fromUtf8(error.what());
                QMetaObject::invokeMethod(
                    this, [this, session, sentence] { import_failed(session, sentence); }, Qt::QueuedConnection);
            }
        });
}

void ProjectController::recover() {
    if (m_workspace.session() == nullptr) {
        return;
    }
    Session& session = *m_workspace.session();
    PictureRecovery result;
    if (session.attempt([&] { result = recover_pictures(session.project()); })) {
        emit recovered(static_cast<int>(result.recovered), static_cast<int>(result.left.size()));
    }
}

void ProjectController::on_moved(quint64 session, const std::vector<Reference>& found, int left) {
    if (session != m_session || m_workspace.session() == nullptr) {
        return;
    }
    --m_imports;
    Session& current = *m_workspace.session();
    if (found.empty() || current.attempt([&] { current.project().references().update_paths(found); })) {
        emit relinked(static_cast<int>(found.size()), left);
    }
}

void ProjectController::on_scan(quint64 session, const ImportScan& scan) {
    if (session != m_session || m_workspace.session() == nullptr) {
        return;
    }
    --m_imports;
    m_workspace.session()->attempt([&] {
        Session& current = *m_workspace.session();
        if (!scan.entries.empty() && !current.project().references().all().empty()) {
            current.project().versions().keep("Before an import", current.threshold());
        }
        const ImportReport report = add_references(current.project(), scan);
        if (!report.problems.empty()) {
            const auto more = static_cast<int>(report.problems.size()) - 1;
            const QString first = QString::fromStdString(report.problems.front());
            m_workspace.report(more == 0 ? first : tr("%1 And %2 more images with problems.").arg(first).arg(more));
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
        m_workspace.report(sentence);
    }
    emit import_finished(0);
}

QStringList ProjectController::recent() {
    QStringList files = UserSettings().recent_projects();
    files.removeIf([](const QString& file) { return !QFile::exists(file); });
    return files;
}

void ProjectController::remember(const fs::path& file) {
    std::error_code ec;
    const QString name = QString::fromStdString(fs::absolute(file, ec).lexically_normal().string());
    QStringList files = recent();
    files.removeAll(name);
    files.prepend(name);
    UserSettings().set_recent_projects(files.mid(0, kMaxRecent));
    emit recent_changed();
}

}  // namespace destudio::ui

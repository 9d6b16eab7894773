// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <stop_token>

#include "core/jobs/job_queue.h"
#include "core/project/version_restore.h"
#include "ui/project/project_loader.h"
#include "ui/session/box_target.h"

namespace destudio {
struct ImportScan;
}  // namespace destudio

namespace destudio::ui {

class Workspace;

/// How going back to a version came out.
struct VersionReturn {
    RowId version = 0;
    VersionRestore done;
    QString sentence;  ///< why it did not; the project is as it was then
};

/// Opens, makes and closes projects, brings images into them and finds those that were moved. All of it runs on
/// workers.
class ProjectController : public QObject {
    Q_OBJECT

public:
    explicit ProjectController(Workspace& workspace, QObject* parent = nullptr);
    ~ProjectController() override;

    // Each begins at once and ends with opened() or open_failed(); what was open stays open until then.
    void open(const std::filesystem::path& file);
    /// The same after taking its lock away from a window that is gone.
    void open_breaking_lock(const std::filesystem::path& file);
    void create(const std::filesystem::path& file);
    /// The person's own copy of a sample project; made when it is not there yet.
    /// @param bundle  whose sample it is (sample_sets()); empty: the built-in one
    void open_sample(const std::filesystem::path& bundle = {});
    /// Copies a project, with its pictures, and opens the copy.
    void open_copy(const std::filesystem::path& from, const std::filesystem::path& to);
    /// Closes the project, makes it what it was at a version, and opens it again; ends with opened(), as the others,
    /// and went_back(). @param variants  these alone; empty: everything
    void go_back(RowId version, const std::set<RowId>& variants);
    bool opening() const { return m_loader.busy(); }
    void close();

    /// Files and folders, and COCO annotation files; images that cannot be read are told through Workspace::issue.
    void add_images(const QStringList& paths);
    bool importing() const { return m_imports > 0; }

    static QStringList recent();

    /// Asks the file system which references are where the project says; ends with missing_found() when some are not.
    void look_for_missing();
    /// Looks for the missing references below `folder`, by name and content; ends with relinked().
    void relink(const QString& folder);
    /// Makes variants of the pictures that the project does not know; ends with recovered().
    void recover();

signals:
    void opening_changed();
    void opened();
    void open_failed(const destudio::ui::OpenFailure& failure);
    void went_back(const destudio::ui::VersionReturn& result);
    /// @param first the path of one of them
    void missing_found(int count, const QString& first);
    /// Pictures beside the project that it does not know, after it was opened; recover() makes variants of them.
    void unknown_found(int count, const QString& folder);
    /// @param left pictures that carry no recipe, or one of another reference
    void recovered(int count, int left);
    void relinked(int found, int still_missing);
    void recent_changed();
    void import_finished(int added);

private:
    void take_over(const std::filesystem::path& file, const std::shared_ptr<std::unique_ptr<Project>>& project);
    /// At what was current before, as far as it is there.
    void look_again(RowId reference, const std::optional<BoxTarget>& target);
    void remember(const std::filesystem::path& file);
    void run(const QString& title, std::function<void(std::stop_token)> work);
    void on_scan(quint64 session, const ImportScan& scan);
    void on_moved(quint64 session, const std::vector<Reference>& found, int left);
    void import_failed(quint64 session, const QString& sentence);

    Workspace& m_workspace;
    ProjectLoader m_loader;
    int m_imports = 0;
    std::function<void()> m_after_opening;  ///< once, for what is being opened
    quint64 m_session = 0;                  ///< counts sessions, so that a scan for an earlier one is dropped
    /// Of its own: pictures come in while ladders are made, and while the window's queue is paused, which it is after a
    /// project with unfinished ladders was opened.
    std::unique_ptr<JobQueue> m_queue;
};

}  // namespace destudio::ui

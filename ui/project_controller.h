// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <memory>

#include "core/jobs/job_queue.h"

namespace destudio {
struct ImportScan;
}

namespace destudio::ui {

class Workspace;

/// Opens, makes and closes projects, and brings images into them. Images are read on a worker.
class ProjectController : public QObject {
    Q_OBJECT

public:
    explicit ProjectController(Workspace& workspace, QObject* parent = nullptr);
    ~ProjectController() override;

    /// These throw destudio errors; what was open stays open then.
    void open(const std::filesystem::path& file);
    void create(const std::filesystem::path& file);
    /// The person's own copy of the sample project; made when it is not there yet.
    void open_sample();
    void close();

    /// Runs one of the above and tells the sentence of an error through Workspace::issue. @return whether it worked
    bool attempt(const std::function<void()>& action);

    /// Files and folders, and COCO annotation files; images that cannot be read are told through Workspace::issue.
    void add_images(const QStringList& paths);
    bool importing() const { return m_imports > 0; }

    static QStringList recent();

signals:
    void recent_changed();
    void import_finished(int added);

private:
    void remember(const std::filesystem::path& file);
    void on_scan(quint64 session, const ImportScan& scan);
    void import_failed(quint64 session, const QString& sentence);

    Workspace& m_workspace;
    int m_imports = 0;
    quint64 m_session = 0;  ///< counts sessions, so that a scan for an earlier one is dropped
    std::unique_ptr<JobQueue> m_queue;
};

}  // namespace destudio::ui

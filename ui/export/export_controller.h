// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "core/base/detection.h"
#include "core/jobs/job_queue.h"
#include "core/project/store/types.h"

namespace destudio::ui {

class Workspace;

struct ExportRequest {
    std::string format = "coco";  ///< a name of core/dataset's format_names()
    std::filesystem::path folder;
    std::set<VariantState> states;
    double threshold = kDefaultThreshold;
};

struct ExportResult {
    bool ok = false;
    bool failed = false;   ///< went wrong, rather than cancelled or without anything to write
    bool written = false;  ///< a dataset is in the folder, whatever the check found
    QString sentence;      ///< what was written and where, or what went wrong
    QStringList losses;    ///< what the format has no place for, one sentence each
    int images = 0;
    int boxes = 0;
};

/// Writes datasets and reports on them on a worker; a dataset is checked by reading it back.
class ExportController : public QObject {
    Q_OBJECT

public:
    explicit ExportController(Workspace& workspace, QObject* parent = nullptr);
    ~ExportController() override;

    void start(const ExportRequest& request);
    /// Writes report.html into the folder of an export.
    void write_report(const std::string& format, const std::filesystem::path& folder);
    void cancel();
    bool busy() const { return m_busy; }

signals:
    void progress(int done, int total);
    void finished(const destudio::ui::ExportResult& result);
    /// @param file empty when it was not written; then `sentence` says why
    /// @param failed it went wrong, rather than being cancelled
    void report_finished(const QString& file, const QString& sentence, bool failed);

private:
    /// Adds a job whose progress is told to the window a few times a second.
    void add(const char* title, std::function<void(const std::stop_token&, const ProgressSink&)> work);
    void end(const ExportResult& result);

    Workspace& m_workspace;
    bool m_busy = false;
    std::unique_ptr<JobQueue> m_queue;
};

}  // namespace destudio::ui

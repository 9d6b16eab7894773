// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>
#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "core/base/detection.h"
#include "core/project/export_leaks.h"
#include "core/project/store/types.h"
#include "ui/base/background_task.h"

namespace destudio::ui {

class Workspace;

struct ExportRequest {
    std::string format = "coco";  ///< a name of core/dataset's format_names()
    std::filesystem::path folder;
    std::set<VariantState> states;
    double threshold = kDefaultThreshold;
    ExportDivision division;
    bool overwrite = false;  ///< also where files are that no export of this kind left
};

struct ExportResult {
    bool ok = false;
    bool failed = false;         ///< went wrong, rather than cancelled or without anything to write
    bool written = false;        ///< a dataset is in the folder, whatever the check found
    QString sentence;            ///< what was written and where, or what went wrong
    QStringList losses;          ///< what the format has no place for, one sentence each
    bool may_overwrite = false;  ///< refused because of what is in the folder; `overwrite` makes it possible
    int images = 0;
    int boxes = 0;
    RowId version = 0;  ///< of the project, that was written
};

/// Writes datasets and reports on them on a worker; a dataset is checked by reading it back.
class ExportController : public QObject {
    Q_OBJECT

public:
    explicit ExportController(Workspace& workspace, QObject* parent = nullptr);

    void start(const ExportRequest& request);
    /// Writes report.html into the folder of an export.
    void write_report(const std::string& format, const std::filesystem::path& folder);
    void cancel();
    bool busy() const { return m_export.busy() || m_report.busy(); }

signals:
    void progress(int done, int total);
    void finished(const destudio::ui::ExportResult& result);
    /// @param file empty when it was not written; then `sentence` says why
    /// @param failed it went wrong, rather than being cancelled
    void report_finished(const QString& file, const QString& sentence, bool failed);

private:
    struct Report {
        QString file;  ///< empty when it was not written
        QString sentence;
        bool failed = false;
    };

    void show(const Progress& now);
    void end(const ExportRequest& request, const std::filesystem::path& project, ExportResult result);

    Workspace& m_workspace;
    // Not among the window's jobs: somebody waits at the page, and a queue that is paused must not hold an export up.
    BackgroundTask<ExportResult> m_export;
    BackgroundTask<Report> m_report;
};

}  // namespace destudio::ui

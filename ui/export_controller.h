// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <filesystem>
#include <memory>
#include <set>

#include "core/dataset/dataset_io.h"
#include "core/jobs/job_queue.h"
#include "core/project/types.h"

namespace destudio::ui {

class Workspace;

struct ExportOrder {
    dataset::Format format = dataset::Format::kCoco;
    std::filesystem::path folder;
    std::set<VariantState> states;
    double threshold = 0.3;
};

struct ExportResult {
    bool ok = false;
    QString sentence;  ///< what was written and where, or what went wrong
    int images = 0;
    int boxes = 0;
};

/// Writes datasets on a worker and checks them by reading them back.
class ExportController : public QObject {
    Q_OBJECT

public:
    explicit ExportController(Workspace& workspace, QObject* parent = nullptr);
    ~ExportController() override;

    void start(const ExportOrder& order);
    void cancel();
    bool busy() const { return m_busy; }

signals:
    void progress(int done, int total);
    void finished(const destudio::ui::ExportResult& result);

private:
    void end(const ExportResult& result);

    Workspace& m_workspace;
    bool m_busy = false;
    std::unique_ptr<JobQueue> m_queue;
};

}  // namespace destudio::ui

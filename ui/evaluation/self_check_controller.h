// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <stop_token>

#include "core/adaptation/self_check.h"
#include "core/jobs/job_queue.h"

namespace destudio::ui {

class Workspace;

using SelfCheckReportPtr = std::shared_ptr<const adaptation::SelfCheckReport>;
/// The product's is adaptation::self_check; tests put in another.
using SelfCheckWork = std::function<adaptation::SelfCheckReport(const adaptation::SelfCheckRequest&,
                                                                const std::stop_token&, const ProgressSink&)>;

/// Runs self-checks on a worker, one at a time. A check of a project that was closed meanwhile is dropped.
class SelfCheckController : public QObject {
    Q_OBJECT

public:
    explicit SelfCheckController(Workspace& workspace, SelfCheckWork work = adaptation::self_check,
                                 QObject* parent = nullptr);
    ~SelfCheckController() override;

    void start(const adaptation::SelfCheckRequest& request);
    void cancel();
    bool busy() const { return m_busy; }

signals:
    void busy_changed();
    void progressed(int done, int total);
    void finished(const destudio::ui::SelfCheckReportPtr& report);
    /// The sentence says why; empty after a cancellation.
    void failed(const QString& sentence);

private:
    void end(quint64 number, const SelfCheckReportPtr& report, const QString& sentence);

    SelfCheckWork m_work;
    bool m_busy = false;
    quint64 m_number = 0;
    std::stop_source m_stop;            ///< of the check that runs
    std::unique_ptr<JobQueue> m_queue;  ///< last: its thread ends before anything it reports to
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <stop_token>

#include "core/adaptation/self_check.h"
#include "ui/base/background_task.h"

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

    void start(const adaptation::SelfCheckRequest& request);
    void cancel() { m_task.cancel(); }
    bool busy() const { return m_task.busy(); }

signals:
    void busy_changed();
    void progressed(int done, int total);
    void finished(const destudio::ui::SelfCheckReportPtr& report);
    /// The sentence says why; empty after a cancellation.
    void failed(const QString& sentence);

private:
    struct Outcome {
        SelfCheckReportPtr report;
        QString sentence;  ///< why there is none; empty after a cancellation
    };

    SelfCheckWork m_work;
    // Not among the window's jobs: somebody waits at the page, and a queue that is paused must not hold a check up.
    BackgroundTask<Outcome> m_task;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "core/jobs/job_queue.h"

namespace destudio::ui {

/// The window's one queue for everything that takes long - ladders, scaling up, training - and what it reports, as Qt's
/// signals. What adds a job to the queue keeps its id and follows it through job_changed(); the jobs page, the status
/// bar and the issues follow all of them.
///
/// Signals come on this object's thread, some time after the queue changed. A job must not use what added it after that
/// is gone: whoever adds jobs, closes the queue in its destructor.
class JobQueueSignals : public QObject {
    Q_OBJECT

public:
    explicit JobQueueSignals(QObject* parent = nullptr);

    JobQueue& queue() { return m_queue; }
    const JobQueue& queue() const { return m_queue; }
    /// "Pause" or, when it is paused, the other way round.
    void toggle_paused();

signals:
    void job_changed(const destudio::JobStatus& status);
    /// Jobs were moved or forgotten.
    void order_changed();
    /// @param reason a sentence when the queue paused by itself
    void paused_changed(bool paused, const QString& reason);

private:
    JobListener posting_listener();

    JobQueue m_queue;
};

}  // namespace destudio::ui

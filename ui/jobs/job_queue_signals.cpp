// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job_queue_signals.h"

namespace destudio::ui {

JobQueueSignals::JobQueueSignals(QObject* parent) : QObject(parent), m_queue(posting_listener()) {}

/// Reports of the queue become signals on this object's thread.
JobListener JobQueueSignals::posting_listener() {
    JobListener listener;
    listener.on_job = [this](const JobStatus& status) {
        QMetaObject::invokeMethod(
            this, [this, status] { emit job_changed(status); }, Qt::QueuedConnection);
    };
    listener.on_paused = [this](bool paused, const std::string& reason) {
        QMetaObject::invokeMethod(
            this, [this, paused, text = QString::fromStdString(reason)] { emit paused_changed(paused, text); },
            Qt::QueuedConnection);
    };
    listener.on_order = [this] {
        QMetaObject::invokeMethod(this, &JobQueueSignals::order_changed, Qt::QueuedConnection);
    };
    return listener;
}

void JobQueueSignals::toggle_paused() {
    m_queue.paused() ? m_queue.resume() : m_queue.pause();
}

}  // namespace destudio::ui

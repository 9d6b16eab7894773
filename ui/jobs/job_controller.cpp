// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job_controller.h"

namespace destudio::ui {
namespace {

/// Reports of the queue become signals on the controller's thread.
JobListener posting_to(JobController* controller) {
    JobListener listener;
    listener.on_job = [controller](const JobStatus& status) {
        QMetaObject::invokeMethod(
            controller, [controller, status] { emit controller->job_changed(status); }, Qt::QueuedConnection);
    };
    listener.on_paused = [controller](bool paused, const std::string& reason) {
        QMetaObject::invokeMethod(
            controller,
            [controller, paused, text = QString::fromStdString(reason)] {
                emit controller->paused_changed(paused, text);
            },
            Qt::QueuedConnection);
    };
    listener.on_order = [controller] {
        QMetaObject::invokeMethod(controller, &JobController::order_changed, Qt::QueuedConnection);
    };
    return listener;
}

}  // namespace

JobController::JobController(QObject* parent) : QObject(parent), m_queue(posting_to(this)) {}

void JobController::toggle_paused() {
    m_queue.paused() ? m_queue.resume() : m_queue.pause();
}

}  // namespace destudio::ui

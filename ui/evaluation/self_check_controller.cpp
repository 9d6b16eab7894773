// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/self_check_controller.h"

#include "core/jobs/error_sentence.h"
#include "ui/base/report_throttle.h"
#include "ui/session/workspace.h"

namespace destudio::ui {

SelfCheckController::SelfCheckController(Workspace& workspace, SelfCheckWork work, QObject* parent)
    : QObject(parent), m_work(std::move(work)), m_queue(std::make_unique<JobQueue>()) {
    connect(&workspace, &Workspace::session_closing, this, [this] {
        ++m_number;
        cancel();
        if (m_busy) {
            m_busy = false;
            emit busy_changed();
        }
    });
}

SelfCheckController::~SelfCheckController() {
    m_queue.reset();
}

void SelfCheckController::start(const adaptation::SelfCheckRequest& request) {
    if (m_busy) {
        return;
    }
    m_busy = true;
    m_stop = std::stop_source();
    Job job;
    job.title = "self-check";
    job.work = [this, request, source = m_stop, number = ++m_number](const JobContext& context) {
        // A job that is cancelled before it starts would never report; this one always runs.
        const std::stop_callback link(context.stop.now, [source] { std::stop_source(source).request_stop(); });
        ReportThrottle throttle;
        const ProgressSink report = [this, &context, &throttle, number](const Progress& now) {
            context.progress(now);
            if (!throttle.due(now.done >= now.total)) {
                return;
            }
            const auto done = static_cast<int>(now.done);
            const auto total = static_cast<int>(now.total);
            QMetaObject::invokeMethod(
                this,
                [this, number, done, total] {
                    if (number == m_number) {
                        emit progressed(done, total);
                    }
                },
                Qt::QueuedConnection);
        };
        SelfCheckReportPtr result;
        const JobOutcome outcome = run_guarded([&] {
            result = std::make_shared<const adaptation::SelfCheckReport>(m_work(request, source.get_token(), report));
        });
        const QString sentence = QString::fromStdString(outcome.error);
        QMetaObject::invokeMethod(
            this, [this, number, result, sentence] { end(number, result, sentence); }, Qt::QueuedConnection);
    };
    m_queue->add(std::move(job));
    emit busy_changed();
}

void SelfCheckController::cancel() {
    m_stop.request_stop();
}

void SelfCheckController::end(quint64 number, const SelfCheckReportPtr& report, const QString& sentence) {
    if (number != m_number) {
        return;
    }
    m_busy = false;
    emit busy_changed();
    if (report) {
        emit finished(report);
    } else {
        emit failed(sentence);
    }
}

}  // namespace destudio::ui

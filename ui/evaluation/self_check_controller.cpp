// SPDX-License-Identifier: Apache-2.0
#include "ui/evaluation/self_check_controller.h"

#include "core/jobs/error_sentence.h"
#include "ui/session/workspace.h"

namespace destudio::ui {

SelfCheckController::SelfCheckController(Workspace& workspace, SelfCheckWork work, QObject* parent)
    : QObject(parent), m_work(std::move(work)), m_task(this) {
    connect(&workspace, &Workspace::session_closing, this, [this] {
        if (m_task.busy()) {
            m_task.forget();
            emit busy_changed();
        }
    });
}

void SelfCheckController::start(const adaptation::SelfCheckRequest& request) {
    if (m_task.busy()) {
        return;
    }
    m_task.start(
        [request, work = m_work](const std::stop_token& stop, const ProgressSink& progress) {
            Outcome outcome;
            const JobOutcome how = run_guarded([&] {
                outcome.report = std::make_shared<const adaptation::SelfCheckReport>(work(request, stop, progress));
            });
            outcome.sentence = QString::fromStdString(how.error);
            return outcome;
        },
        [this](const Progress& now) { emit progressed(static_cast<int>(now.done), static_cast<int>(now.total)); },
        [this](const Outcome& outcome) {
            emit busy_changed();
            if (outcome.report) {
                emit finished(outcome.report);
            } else {
                emit failed(outcome.sentence);
            }
        },
        [](const QString&) {});
    emit busy_changed();
}

}  // namespace destudio::ui

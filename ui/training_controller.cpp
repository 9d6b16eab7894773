// SPDX-License-Identifier: Apache-2.0
#include "ui/training_controller.h"

#include <QElapsedTimer>

#include "core/base/error.h"
#include "core/jobs/error_sentence.h"
#include "ui/workspace.h"

namespace destudio::ui {
namespace {

constexpr qint64 kReportMs = 100;

}  // namespace

TrainingWork product_training_work() {
    return {[](const adaptation::AdapterRunOrder& order, std::stop_token stop, const ProgressSink& progress) {
                return adaptation::start_run(order, stop, progress);
            },
            [](const std::filesystem::path& folder, std::stop_token stop, const ProgressSink& progress) {
                return adaptation::continue_run(folder, stop, progress);
            }};
}

TrainingController::TrainingController(Workspace& workspace, TrainingWork work, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_work(std::move(work)), m_queue(std::make_unique<JobQueue>()) {
    connect(&workspace, &Workspace::session_closing, this, &TrainingController::pause);
}

TrainingController::~TrainingController() {
    m_queue.reset();
}

void TrainingController::start(const adaptation::AdapterRunOrder& order) {
    begin(order.out, [order, start = m_work.start](std::stop_token stop, const ProgressSink& progress) {
        return start(order, std::move(stop), progress);
    });
}

void TrainingController::resume(const std::filesystem::path& folder) {
    begin(folder, [folder, resume = m_work.resume](std::stop_token stop, const ProgressSink& progress) {
        return resume(folder, std::move(stop), progress);
    });
}

void TrainingController::begin(const std::filesystem::path& folder,
                               std::function<adaptation::AdapterRunResult(std::stop_token, const ProgressSink&)> work) {
    if (busy()) {
        return;
    }
    m_state = State::kRunning;
    m_folder = folder;
    m_progress = {};
    m_stop = std::stop_source();
    Job job;
    job.title = "train " + folder.filename().string();
    job.work = [this, folder, source = m_stop, work = std::move(work)](const JobContext& context) {
        // A job that is cancelled before it starts would never report; this one always runs.
        const std::stop_callback link(context.stop.now, [source] { std::stop_source(source).request_stop(); });
        QElapsedTimer since_report;
        const ProgressSink report = [this, &context, &since_report](const Progress& now) {
            context.progress(now);
            if (since_report.isValid() && since_report.elapsed() < kReportMs && now.done < now.total) {
                return;
            }
            since_report.start();
            QMetaObject::invokeMethod(
                this,
                [this, now] {
                    m_progress = now;
                    emit progressed();
                },
                Qt::QueuedConnection);
        };
        TrainingEnd outcome;
        outcome.folder = folder;
        const JobOutcome how = run_guarded([&] { outcome.result = work(source.get_token(), report); });
        outcome.how = how.state == JobState::kDone        ? TrainingEnd::How::kFinished
                      : how.state == JobState::kCancelled ? TrainingEnd::How::kPaused
                                                          : TrainingEnd::How::kFailed;
        outcome.sentence = QString::fromStdString(how.error);
        QMetaObject::invokeMethod(
            this, [this, outcome] { end(outcome); }, Qt::QueuedConnection);
    };
    m_queue->add(std::move(job));
    emit state_changed();
}

void TrainingController::end_soon(State state) {
    if (m_state == State::kRunning || m_state == State::kPausing) {
        m_state = state;
        m_stop.request_stop();
        emit state_changed();
    }
}

void TrainingController::end(TrainingEnd end) {
    if (end.how == TrainingEnd::How::kPaused) {
        if (m_state == State::kStopping) {
            end.how = TrainingEnd::How::kStopped;
        }
        const auto folder = end.folder;
        run_guarded([&end, &folder] { end.result = adaptation::read_result(folder); });
    }
    m_state = State::kIdle;
    emit state_changed();
    emit ended(end);
}

}  // namespace destudio::ui

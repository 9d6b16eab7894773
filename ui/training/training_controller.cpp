// SPDX-License-Identifier: Apache-2.0
#include "ui/training/training_controller.h"

#include "core/base/error.h"
#include "core/jobs/error_sentence.h"
#include "ui/base/throttled_reports.h"
#include "ui/jobs/job_queue_signals.h"
#include "ui/session/workspace.h"

namespace destudio::ui {

TrainingWork product_training_work() {
    return {[](const adaptation::AdapterRunRequest& request, std::stop_token stop, const ProgressSink& progress) {
                return adaptation::run_or_continue(request, stop, progress);
            },
            [](const std::filesystem::path& folder, std::stop_token stop, const ProgressSink& progress) {
                return adaptation::continue_run(folder, stop, progress);
            }};
}

TrainingController::TrainingController(Workspace& workspace, JobQueueSignals& jobs, TrainingWork work, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs), m_work(std::move(work)) {
    connect(&workspace, &Workspace::session_closing, this, &TrainingController::pause);
    connect(&jobs, &JobQueueSignals::job_changed, this, &TrainingController::on_job);
}

TrainingController::~TrainingController() {
    m_jobs.queue().close();
}

void TrainingController::start(const adaptation::AdapterRunRequest& request) {
    begin(request.out, [request, start = m_work.start](std::stop_token stop, const ProgressSink& progress) {
        return start(request, std::move(stop), progress);
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
    Job job;
    job.title = "train " + folder.filename().string();
    job.kind = JobKind::kTrain;
    job.device = "training";
    job.work = [this, folder, work = std::move(work)](const JobContext& context) {
        const ProgressSink shown = throttled_progress(this, [this](const Progress& now) {
            m_progress = now;
            emit progressed();
        });
        const ProgressSink report = [&context, &shown](const Progress& now) {
            context.progress(now);
            shown(now);
        };
        TrainingEnd outcome;
        outcome.folder = folder;
        const JobOutcome how = run_guarded([&] { outcome.result = work(context.stop.now, report); });
        outcome.how = how.state == JobState::kDone        ? TrainingEnd::How::kFinished
                      : how.state == JobState::kCancelled ? TrainingEnd::How::kPaused
                                                          : TrainingEnd::How::kFailed;
        outcome.sentence = QString::fromStdString(how.error);
        QMetaObject::invokeMethod(
            this, [this, outcome] { end(outcome); }, Qt::QueuedConnection);
        if (how.state == JobState::kCancelled) {
            throw CancelledError();
        }
        if (how.state == JobState::kFailed) {
            throw Error(how.error);
        }
    };
    m_job = m_jobs.queue().add(std::move(job));
    emit state_changed();
}

void TrainingController::end_soon(State state) {
    if (m_state == State::kRunning || m_state == State::kPausing) {
        m_state = state;
        m_jobs.queue().cancel(m_job);
        emit state_changed();
    }
}

void TrainingController::on_job(const JobStatus& status) {
    if (status.id != m_job || m_job == 0) {
        return;
    }
    if (m_state == State::kIdle && status.state == JobState::kRunning) {  // tried again from the list of jobs
        m_state = State::kRunning;
        emit state_changed();
    } else if (m_state != State::kIdle && status.state == JobState::kCancelled) {
        // Before it began, so that it could not report.
        end({TrainingEnd::How::kPaused, m_folder, {}, {}});
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

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

#include "core/adaptation/adapter_run.h"
#include "core/jobs/job.h"

namespace destudio::ui {

class JobQueueSignals;
class Workspace;

/// Trains; the product's are run_or_continue() and continue_run(). Tests put in others.
struct TrainingWork {
    using Sink = ProgressSink;
    std::function<adaptation::AdapterRunResult(const adaptation::AdapterRunRequest&, std::stop_token, const Sink&)>
        start;
    std::function<adaptation::AdapterRunResult(const std::filesystem::path&, std::stop_token, const Sink&)> resume;
};
TrainingWork product_training_work();

/// How a training ended.
struct TrainingEnd {
    enum class How { kFinished, kPaused, kStopped, kFailed };
    How how = How::kFinished;
    std::filesystem::path folder;
    QString sentence;  ///< why, when it failed
    adaptation::AdapterRunResult result;
};

/// One training at a time, among the window's jobs but on a worker of its own, so that ladders can be made meanwhile.
/// Pausing and stopping both write a checkpoint within a step; closing the project pauses, as cancelling the job does.
class TrainingController : public QObject {
    Q_OBJECT

public:
    enum class State { kIdle, kRunning, kPausing, kStopping };

    TrainingController(Workspace& workspace, JobQueueSignals& jobs, TrainingWork work = product_training_work(),
                       QObject* parent = nullptr);
    /// Closes the queue: a training that runs ends within a step.
    ~TrainingController() override;

    /// Does nothing while one runs.
    void start(const adaptation::AdapterRunRequest& request);
    void resume(const std::filesystem::path& folder);
    void pause() { end_soon(State::kPausing); }
    void stop() { end_soon(State::kStopping); }

    State state() const { return m_state; }
    bool busy() const { return m_state != State::kIdle; }
    /// Of the training that runs, or ran last; empty before the first.
    const std::filesystem::path& folder() const { return m_folder; }
    const Progress& progress() const { return m_progress; }

signals:
    void state_changed();
    void progressed();
    void ended(const destudio::ui::TrainingEnd& end);

private:
    void begin(const std::filesystem::path& folder,
               std::function<adaptation::AdapterRunResult(std::stop_token, const ProgressSink&)> work);
    void end_soon(State state);
    void on_job(const JobStatus& status);
    void end(TrainingEnd end);

    Workspace& m_workspace;
    JobQueueSignals& m_jobs;
    TrainingWork m_work;
    JobId m_job = 0;  ///< of the training that runs, or ran last
    State m_state = State::kIdle;
    std::filesystem::path m_folder;
    Progress m_progress;
};

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "core/jobs/job.h"

namespace destudio {

/// Called from worker threads and from the thread that calls the queue, never twice at once for one queue, and never
/// after the queue's destructor began. The window posts it to its own thread.
struct JobListener {
    /// A job was added, changed its state, or made progress (progress at most every
    /// JobQueueOptions::progress_interval).
    std::function<void(const JobStatus&)> on_job;
    /// The queue paused or resumed; `reason` is a sentence when it paused by itself.
    std::function<void(bool paused, const std::string& reason)> on_paused;
};

struct JobQueueOptions {
    std::chrono::milliseconds progress_interval{80};
    /// So many jobs in a row that ran out of memory pause the queue.
    int pause_after_resource_errors = 2;
};

/// Runs jobs in order, one worker thread per device. All functions may be called from any thread.
class JobQueue {
public:
    explicit JobQueue(JobListener listener = {}, JobQueueOptions options = {});
    /// Cancels everything, then waits for the running jobs to notice.
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    JobId add(Job job);
    /// A queued job is cancelled at once; a running one when it polls its token. Finished ones stay as they are.
    void cancel(JobId id);
    void cancel_all();
    /// Queues a failed or cancelled job again, at the end. @return whether it was one
    bool retry(JobId id);
    /// Forgets finished jobs. Late reports of forgotten jobs are not delivered.
    void clear_finished();

    /// Between jobs: the running one is finished first.
    void pause();
    void resume();
    bool paused() const;

    /// In the order of insertion.
    std::vector<JobStatus> jobs() const;
    /// Queued and running ones.
    std::size_t unfinished() const;
    /// Waits until nothing is queued or running, or the queue is paused and idle.
    void wait_until_idle();

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

}  // namespace destudio

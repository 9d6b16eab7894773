// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "core/jobs/job.h"

namespace destudio {

/// Called from worker threads and from the thread that calls the queue, never twice at once for one queue, and never
/// after the queue's destructor began. The window posts it to its own thread. None of the three may throw: nobody could
/// catch it on a worker, so what is thrown is logged and dropped, and the next report is delivered as ever.
struct JobListener {
    /// A job was added, changed its state, or made progress (progress at most every
    /// JobQueueOptions::progress_interval).
    std::function<void(const JobStatus&)> on_job;
    /// The queue paused or resumed; `reason` is a sentence when it paused by itself.
    std::function<void(bool paused, const std::string& reason)> on_paused;
    /// Jobs were moved or forgotten: read JobQueue::jobs() again.
    std::function<void()> on_order;
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
    /// close()
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// @return 0 after close()
    JobId add(Job job);
    /// A queued job is cancelled at once; a running one when it polls its token. Finished ones stay as they are.
    void cancel(JobId id);
    void cancel_all();
    /// A queued job is cancelled at once; a running one finishes the image in progress. @return false for a running job
    /// that has no such place to stop at
    bool cancel_after_unit(JobId id);
    /// Queues a failed or cancelled job again, at the end. @return whether it was one
    bool retry(JobId id);
    /// Puts a queued job before another queued one; 0: at the end. @return whether both are queued
    bool move(JobId id, JobId before);
    /// Before everything else that waits. @return whether it is queued
    bool move_to_front(JobId id);
    /// Forgets a finished job; late reports of it are not delivered. @return whether it was one
    bool remove(JobId id);
    void clear_finished();

    /// Running jobs wait at their next pause_point; those without one are finished first. Nothing new is started.
    void pause();
    void resume();
    bool paused() const;

    /// In the order in which the queued ones will run.
    std::vector<JobStatus> jobs() const;
    /// Queued and running ones.
    std::size_t unfinished() const;
    /// Waits until nothing is queued or running, or the queue is paused and all running jobs wait.
    void wait_until_idle();
    /// Cancels everything, then waits for the running jobs to notice. No job runs and nothing is reported afterwards.
    void close();

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

}  // namespace destudio

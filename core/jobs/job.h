// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/base/stop_tokens.h"

namespace destudio {

using JobId = std::uint64_t;

/// What a list of jobs groups by, and what the time of waiting jobs is estimated from.
enum class JobKind { kGenerate, kScaleUp, kTrain, kOther };
enum class JobState { kQueued, kRunning, kDone, kFailed, kCancelled };
/// What a running job was asked to do.
enum class JobStop { kNone, kAfterUnit, kNow };

/// What running work is handed. All of it may be used on other threads, too, and outlives the job harmlessly.
struct JobContext {
    /// `stop.now` is polled at least once per U-Net step; `stop.after_unit` by jobs with Job::stops_after_unit.
    StopTokens stop;
    ProgressSink progress;
    /// Returns at once, or waits while the queue is paused; throws CancelledError when the job is to stop now. Called
    /// once per step. Work that never calls it is paused between jobs only.
    std::function<void()> pause_point;
    bool smaller = false;  ///< memory ran out before: do the same with less of it
};

/// Runs on the device's worker thread; throws destudio errors, CancelledError when it was stopped.
using JobWork = std::function<void(const JobContext&)>;

/// What to do, with a copy of everything it needs: nothing in it is shared with the window.
struct Job {
    std::string title;           ///< for the queue's list
    std::string device = "cpu";  ///< jobs of one device run one after the other
    JobWork work;
    JobKind kind = JobKind::kOther;
    std::int64_t units = 0;         ///< Progress::total as far as it is known before; 0: unknown
    bool stops_after_unit = false;  ///< polls JobContext::stop.after_unit
    bool can_run_smaller = false;   ///< reads JobContext::smaller, and is run once more with it when memory ran out
};

/// A job as the queue sees it.
struct JobStatus {
    JobId id = 0;
    std::string title;
    std::string device;
    JobKind kind = JobKind::kOther;
    JobState state = JobState::kQueued;
    JobStop stop = JobStop::kNone;
    bool stops_after_unit = false;
    bool held = false;     ///< running, but waiting for the queue to be resumed
    bool smaller = false;  ///< it is run with less memory
    Progress progress;
    double units_per_second = 0;  ///< of this run, pauses not counted; 0: unknown yet
    std::string error;            ///< one sentence, when kFailed
};

}  // namespace destudio

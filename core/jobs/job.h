// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/progress.h"

namespace destudio {

using JobId = std::uint64_t;

enum class JobState { kQueued, kRunning, kDone, kFailed, kCancelled };

/// What to do, with a copy of everything it needs: nothing in it is shared with the window.
struct Job {
    std::string title;           ///< for the queue's list
    std::string device = "cpu";  ///< jobs of one device run one after the other
    /// Runs on the device's worker thread. Polls the token at least once per U-Net step; throws destudio errors.
    std::function<void(std::stop_token, const ProgressSink&)> work;
};

/// A job as the queue sees it.
struct JobStatus {
    JobId id = 0;
    std::string title;
    std::string device;
    JobState state = JobState::kQueued;
    Progress progress;
    std::string error;  ///< one sentence, when kFailed
};

}  // namespace destudio

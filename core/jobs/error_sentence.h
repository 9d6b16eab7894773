// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "core/jobs/job.h"

namespace destudio {

/// How a job ended.
struct JobOutcome {
    JobState state = JobState::kDone;
    std::string error;  ///< one line, when kFailed
    bool out_of_memory = false;
};

/// Runs `work` and turns whatever it throws into an outcome. Never throws.
JobOutcome run_guarded(const std::function<void()>& work) noexcept;

}  // namespace destudio

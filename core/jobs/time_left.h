// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/jobs/job.h"

namespace destudio {

/// Seconds a running job still needs at its own rate; nothing while that is unknown.
std::optional<double> seconds_left(const JobStatus& job);

/// Seconds until all of them are done: what waits is estimated from the last job of its kind and device that has a
/// rate; devices work side by side, so the slowest counts. Nothing when a job's part is unknown or none is unfinished.
std::optional<double> seconds_left(const std::vector<JobStatus>& jobs);

}  // namespace destudio

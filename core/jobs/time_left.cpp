// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/time_left.h"

#include <algorithm>
#include <map>
#include <utility>

namespace destudio {

namespace {

std::optional<double> at_rate(const Progress& progress, double units_per_second) {
    if (progress.total <= 0 || units_per_second <= 0) {
        return std::nullopt;
    }
    return static_cast<double>(std::max<std::int64_t>(progress.total - progress.done, 0)) / units_per_second;
}

}  // namespace

std::optional<double> seconds_left(const JobStatus& job) {
    return job.state == JobState::kRunning ? at_rate(job.progress, job.units_per_second) : std::nullopt;
}

std::optional<double> seconds_left(const std::vector<JobStatus>& jobs) {
    std::map<std::pair<JobKind, std::string>, double> rates;
    for (const JobStatus& job : jobs) {
        if (job.units_per_second > 0) {
            rates[{job.kind, job.device}] = job.units_per_second;
        }
    }
    std::map<std::string, double> seconds;
    for (const JobStatus& job : jobs) {
        if (job.state != JobState::kQueued && job.state != JobState::kRunning) {
            continue;
        }
        auto left = seconds_left(job);
        if (const auto rate = rates.find({job.kind, job.device}); !left && rate != rates.end()) {
            left = at_rate(job.progress, rate->second);
        }
        if (!left) {
            return std::nullopt;
        }
        seconds[job.device] += *left;
    }
    const auto most = std::max_element(seconds.begin(), seconds.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == seconds.end() ? std::nullopt : std::optional(most->second);
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "core/base/progress.h"

namespace destudio::domain {

/// How long the steps of a short trial take, by the reports of its progress.
class StepTimer {
public:
    /// Takes the reports; to be kept shorter than this.
    ProgressSink sink() {
        return [this](const Progress& now) { m_times[now.stage].push_back(std::chrono::steady_clock::now()); };
    }
    /// The median of a stage's steps but the first, which loads and warms up; 0 where there are too few.
    double seconds(const std::string& stage) const;

private:
    std::map<std::string, std::vector<std::chrono::steady_clock::time_point>> m_times;
};

}  // namespace destudio::domain

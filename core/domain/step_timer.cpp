// SPDX-License-Identifier: Apache-2.0
#include "core/domain/step_timer.h"

#include <algorithm>

namespace destudio::domain {

double StepTimer::seconds(const std::string& stage) const {
    const auto found = m_times.find(stage);
    std::vector<double> steps;
    for (std::size_t i = 2; found != m_times.end() && i < found->second.size(); ++i) {
        steps.push_back(std::chrono::duration<double>(found->second[i] - found->second[i - 1]).count());
    }
    if (steps.empty()) {
        return 0;
    }
    std::sort(steps.begin(), steps.end());
    return steps[steps.size() / 2];
}

}  // namespace destudio::domain

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>

namespace destudio {

/// Units a second of a job: the mean since its first counted report, so that loading before it and pauses within do not
/// count. Work that continues an earlier run begins at any number.
class RateMeter {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// @param done units finished at `now`; fewer than before begins anew (another stage)
    void report(std::int64_t done, Time now);
    void hold(Time now);
    void release(Time now);
    /// 0 until a unit was finished after the first report.
    double per_second() const;

private:
    bool m_started = false;
    Time m_begin{};
    Time m_last{};
    Time m_held_since{};
    std::int64_t m_first = 0;
    std::int64_t m_done = 0;
};

}  // namespace destudio

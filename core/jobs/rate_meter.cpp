// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/rate_meter.h"

namespace destudio {

void RateMeter::report(std::int64_t done, Time now) {
    if (!m_started || done < m_done) {
        m_started = true;
        m_begin = now;
        m_first = done;
    }
    m_last = now;
    m_done = done;
}

void RateMeter::hold(Time now) {
    m_held_since = now;
}

void RateMeter::release(Time now) {
    // As if the pause had not been.
    m_begin += now - m_held_since;
    m_last += now - m_held_since;
}

double RateMeter::per_second() const {
    const double seconds = std::chrono::duration<double>(m_last - m_begin).count();
    return m_started && seconds > 0 ? static_cast<double>(m_done - m_first) / seconds : 0;
}

}  // namespace destudio

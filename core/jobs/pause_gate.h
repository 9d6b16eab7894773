// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

#include "core/base/cancellation.h"

namespace destudio {

/// Lets the window hold up a running job between two pieces of its work.
class PauseGate {
public:
    void pause() { set(true); }
    void resume() { set(false); }
    bool paused() const {
        const std::lock_guard lock(m_mutex);
        return m_paused;
    }
    /// Returns when it is not paused. @throws CancelledError when stopped
    void wait(const std::stop_token& stop) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, stop, [this] { return !m_paused; });
        }
        throw_if_stopped(stop);
    }

private:
    void set(bool paused) {
        {
            const std::lock_guard lock(m_mutex);
            m_paused = paused;
        }
        m_wake.notify_all();
    }

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_paused = false;
};

}  // namespace destudio

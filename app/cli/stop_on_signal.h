// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>
#include <thread>

namespace destudio::cli {

/// Turns the first Ctrl+C (SIGINT), SIGTERM or SIGHUP into a stop request; the second one ends the program at once.
/// Must be made before any other thread, because every later thread inherits the blocked signals.
class StopOnSignal {
public:
    StopOnSignal();
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_waiter;
};

}  // namespace destudio::cli

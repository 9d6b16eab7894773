// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <spdlog/sinks/base_sink.h>

#include <chrono>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace destudio {

struct LogLine {
    std::chrono::system_clock::time_point time;
    spdlog::level::level_enum level = spdlog::level::info;
    std::string text;
};

/// Keeps what is logged until somebody takes it, at most `capacity` lines; the oldest are lost first.
class LogQueue : public spdlog::sinks::base_sink<std::mutex> {
public:
    /// @param wake  called, on the logging thread, when the first line comes after take(); must be quick and must not
    ///              log
    explicit LogQueue(std::size_t capacity, std::function<void()> wake = {})
        : m_capacity(capacity), m_wake(std::move(wake)) {}

    std::vector<LogLine> take();

protected:
    void sink_it_(const spdlog::details::log_msg& message) override;
    void flush_() override {}

private:
    const std::size_t m_capacity;
    const std::function<void()> m_wake;
    std::deque<LogLine> m_lines;
};

}  // namespace destudio

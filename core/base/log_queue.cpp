// SPDX-License-Identifier: Apache-2.0
#include "core/base/log_queue.h"

namespace destudio {

std::vector<LogLine> LogQueue::take() {
    const std::lock_guard lock(mutex_);
    std::vector<LogLine> lines(std::make_move_iterator(m_lines.begin()), std::make_move_iterator(m_lines.end()));
    m_lines.clear();
    return lines;
}

void LogQueue::sink_it_(const spdlog::details::log_msg& message) {
    m_lines.push_back({message.time, message.level, std::string(message.payload.data(), message.payload.size())});
    if (m_lines.size() > m_capacity) {
        m_lines.pop_front();
    } else if (m_lines.size() == 1 && m_wake) {
        m_wake();
    }
}

}  // namespace destudio

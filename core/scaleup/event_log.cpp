// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/event_log.h"

#include <chrono>
#include <ctime>
#include <fstream>

namespace destudio::scaleup {

namespace {

std::string utc_now() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

}  // namespace

void EventLog::write(const std::string& event, const nlohmann::ordered_json& details) {
    if (m_file.empty()) {
        return;
    }
    nlohmann::ordered_json line{{"time", utc_now()}, {"event", event}};
    line.update(details);
    const std::lock_guard lock(m_mutex);
    std::ofstream out(m_file, std::ios::app | std::ios::binary);
    out << line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace destudio::scaleup

// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/event_log.h"

#include <ctime>
#include <fstream>

#include "core/base/utc_time.h"

namespace destudio::scaleup {

void EventLog::write(const std::string& event, const nlohmann::ordered_json& details) {
    if (m_file.empty()) {
        return;
    }
    nlohmann::ordered_json line{{"time", utc_text(std::time(nullptr))}, {"event", event}};
    line.update(details);
    const std::lock_guard lock(m_mutex);
    std::ofstream out(m_file, std::ios::app | std::ios::binary);
    out << line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace destudio::scaleup

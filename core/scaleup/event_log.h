// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

namespace destudio::scaleup {

/// A JSON-lines log of what happened when, for people and monitors: one object a line, "time" (UTC) and "event" first.
/// It is a convenience: what cannot be written is dropped, so a full disk never ends the work here. Thread-safe.
class EventLog {
public:
    /// @param file appended to; empty: no log
    explicit EventLog(std::filesystem::path file) : m_file(std::move(file)) {}
    void write(const std::string& event, const nlohmann::ordered_json& details = nlohmann::ordered_json::object());

private:
    std::filesystem::path m_file;
    std::mutex m_mutex;
};

}  // namespace destudio::scaleup

// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/disk_guard.h"

#include <condition_variable>
#include <cstdio>
#include <limits>
#include <mutex>

#include "core/base/cancellation.h"

namespace destudio::scaleup {

namespace fs = std::filesystem;

std::uintmax_t free_space(const fs::path& folder) {
    std::error_code ec;
    const auto space = fs::space(folder, ec);
    return ec ? std::numeric_limits<std::uintmax_t>::max() : space.available;
}

fs::path existing_parent(const fs::path& folder) {
    std::error_code ec;
    fs::path there = fs::absolute(folder.empty() ? fs::path(".") : folder, ec).lexically_normal();
    while (!fs::exists(there, ec) && there.has_relative_path()) {
        there = there.parent_path();
    }
    return there;
}

std::string byte_text(std::uintmax_t bytes) {
    constexpr double kStep = 1000;
    const char* const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= kStep && unit + 1 < std::size(units)) {
        value /= kStep;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 || value >= 10 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    return text;
}

DiskGuard::DiskGuard(fs::path folder, DiskGuardOptions options)
    : m_folder(std::move(folder)), m_options(std::move(options)) {}

void DiskGuard::wait_for_room(std::uintmax_t bytes, const std::stop_token& stop) {
    const std::uintmax_t needed = bytes + m_reserve;
    std::uintmax_t free = m_options.free(m_folder);
    if (free >= needed) {
        return;
    }
    const std::string full = "The disk of " + m_folder.string() + " is full: " + byte_text(free) + " are free and " +
                             byte_text(needed) + " are needed.";
    if (!m_options.wait) {
        throw IoError(full + " Make room and run it again; it goes on where it stopped.");
    }
    if (m_options.on_pause) {
        m_options.on_pause(full + " Make room; it goes on by itself.");
    }
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (free < needed && !stop.stop_requested()) {
        wake.wait_for(lock, stop, m_options.interval, [] { return false; });
        free = m_options.free(m_folder);
    }
    if (m_options.on_pause) {
        m_options.on_pause({});
    }
    throw_if_stopped(stop);
}

void DiskGuard::write(std::uintmax_t bytes, const std::function<void()>& write, const std::stop_token& stop) {
    while (true) {
        wait_for_room(bytes, stop);
        try {
            write();
            return;
        } catch (const IoError&) {
            // Was it the disk? Then there is less room than a moment ago, and the next look waits for it.
            if (m_options.free(m_folder) >= bytes + m_reserve) {
                throw;
            }
        }
    }
}

}  // namespace destudio::scaleup

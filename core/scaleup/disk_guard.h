// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

namespace destudio::scaleup {

/// Free bytes for this user on the disk of a folder.
using FreeSpace = std::function<std::uintmax_t(const std::filesystem::path& folder)>;
std::uintmax_t free_space(const std::filesystem::path& folder);
/// The folder itself, or the nearest one above it that is there, whose disk it will be on.
std::filesystem::path existing_parent(const std::filesystem::path& folder);

/// "3.2 GB", "640 MB": powers of 1000, as disks are sold.
std::string byte_text(std::uintmax_t bytes);

struct DiskGuardOptions {
    FreeSpace free = free_space;
    bool wait = true;                          ///< for room; else a full disk is an IoError
    std::chrono::milliseconds interval{2000};  ///< between looks while waiting
    /// A sentence when the disk is full and waiting begins, an empty text when there is room again. Called on the
    /// thread that writes.
    std::function<void(const std::string& reason)> on_pause;
};

/// Keeps writing from filling a disk, and waits where it is full until somebody makes room.
class DiskGuard {
public:
    DiskGuard(std::filesystem::path folder, DiskGuardOptions options);

    /// Room that has to stay free besides what is written: what the index files need when they are renewed.
    void set_reserve(std::uintmax_t bytes) { m_reserve = bytes; }

    /// Waits until `bytes` and the reserve are free, then runs `write`; when that fails although and the disk has less
    /// than that by now, waits and runs it again. @param write has to leave nothing behind when it fails
    /// @throws what `write` throws for other reasons; CancelledError when stopped while waiting; IoError when there is
    ///         no room and options.wait is off
    void write(std::uintmax_t bytes, const std::function<void()>& write, const std::stop_token& stop);

private:
    void wait_for_room(std::uintmax_t bytes, const std::stop_token& stop);

    std::filesystem::path m_folder;
    DiskGuardOptions m_options;
    std::uintmax_t m_reserve = 0;
};

}  // namespace destudio::scaleup

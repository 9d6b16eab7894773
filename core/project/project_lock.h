// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace destudio {

/// Keeps a second window or program from writing the same project: an flock() on `NAME.destudio-lock`, which the kernel
/// drops when this program dies, so there are no stale locks. Readers of this program take none.
class ProjectLock {
public:
    /// @throws IoError when the project is open elsewhere, or its folder cannot be written
    explicit ProjectLock(const std::filesystem::path& project);
    ~ProjectLock();
    ProjectLock(const ProjectLock&) = delete;
    ProjectLock& operator=(const ProjectLock&) = delete;

private:
    std::filesystem::path m_file;
    int m_descriptor = -1;
};

}  // namespace destudio

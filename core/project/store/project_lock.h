// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace destudio {

/// Who has a project open, as its lock file says.
struct LockHolder {
    std::string host;
    std::int64_t process = 0;
    std::int64_t since = 0;  ///< seconds since 1970, UTC

    bool on_this_computer() const;
    /// Whether the process runs; on another computer that cannot be known, and it counts as running.
    bool runs() const;
    /// The process is gone but the lock is there, or nobody can tell: it may be taken away.
    bool may_be_stale() const { return !on_this_computer() || !runs(); }
};

/// Keeps a second window away from a project: an flock on NAME.destudio-lock, which ends with the process that holds
/// it, however it ends. The file says who that is, for the case that a file server keeps the lock of a computer that is
/// gone.
class ProjectLock {
public:
    /// @throws ProjectInUseError when somebody else holds it, ProjectNotWritableError
    explicit ProjectLock(const std::filesystem::path& project);
    ~ProjectLock();
    ProjectLock(const ProjectLock&) = delete;
    ProjectLock& operator=(const ProjectLock&) = delete;

    /// Takes the lock away from whoever holds it. If that one does run, both may write: SQLite keeps the file sound,
    /// but each will not see what the other does. @throws IoError
    static void break_lock(const std::filesystem::path& named);

private:
    std::filesystem::path m_file;
    int m_descriptor = -1;
};

}  // namespace destudio

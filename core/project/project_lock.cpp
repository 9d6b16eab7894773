// SPDX-License-Identifier: Apache-2.0
#include "core/project/project_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "core/project/project_errors.h"

namespace destudio {

namespace {

bool same_file(int descriptor, const std::filesystem::path& file) {
    struct stat open_one {};
    struct stat named_one {};
    return ::fstat(descriptor, &open_one) == 0 && ::stat(file.c_str(), &named_one) == 0 &&
           open_one.st_ino == named_one.st_ino && open_one.st_dev == named_one.st_dev;
}

}  // namespace

ProjectLock::ProjectLock(const std::filesystem::path& project) : m_file(project.string() + "-lock") {
    constexpr mode_t kMode = 0644;
    while (true) {
        m_descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
        if (m_descriptor < 0) {
            throw ProjectNotWritableError("The project " + project.string() + " cannot be opened for writing (" +
                                          std::strerror(errno) +
                                          "). Copy it with its pictures to a folder that you can write.");
        }
        if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
            ::close(m_descriptor);
            throw ProjectInUseError(project.string() + " is open in another window or program. Close it there first.");
        }
        if (same_file(m_descriptor, m_file)) {
            return;
        }
        ::close(m_descriptor);  // whoever had it removed the file in between: ours is a ghost
    }
}

ProjectLock::~ProjectLock() {
    ::unlink(m_file.c_str());  // while it is still held, so that nobody can have locked this one
    ::close(m_descriptor);
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/project_lock.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <sstream>

#include "core/project/store/project_errors.h"

namespace destudio {

namespace {

std::filesystem::path lock_file(const std::filesystem::path& project) {
    return project.string() + "-lock";
}

bool same_file(int descriptor, const std::filesystem::path& file) {
    struct stat open_one {};
    struct stat named_one {};
    return ::fstat(descriptor, &open_one) == 0 && ::stat(file.c_str(), &named_one) == 0 &&
           open_one.st_ino == named_one.st_ino && open_one.st_dev == named_one.st_dev;
}

std::string this_host() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

/// Only for people to read: a lock without it is a lock all the same.
void write_holder(int descriptor) {
    const std::string text =
        this_host() + "\n" + std::to_string(::getpid()) + "\n" + std::to_string(std::time(nullptr)) + "\n";
    if (::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, text.data(), text.size(), 0) < 0) {
        return;
    }
}

std::optional<LockHolder> read_holder(int descriptor) {
    std::array<char, 512> text{};
    if (::pread(descriptor, text.data(), text.size() - 1, 0) <= 0) {
        return std::nullopt;
    }
    std::istringstream in(text.data());
    LockHolder holder;
    return std::getline(in, holder.host) && in >> holder.process >> holder.since ? std::optional(holder) : std::nullopt;
}

}  // namespace

bool LockHolder::on_this_computer() const {
    return host == this_host();
}

bool LockHolder::runs() const {
    return !on_this_computer() || ::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM;
}

ProjectLock::ProjectLock(const std::filesystem::path& project) : m_file(lock_file(project)) {
    constexpr mode_t kMode = 0644;
    while (true) {
        m_descriptor = ::open(m_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
        if (m_descriptor < 0) {
            throw ProjectNotWritableError("The project " + project.string() + " cannot be opened for writing (" +
                                          std::strerror(errno) +
                                          "). Copy it with its pictures to a folder that you can write.");
        }
        if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
            const auto holder = read_holder(m_descriptor);
            ::close(m_descriptor);
            throw ProjectInUseError(project.string() + " is open in another window or program. Close it there first.",
                                    holder);
        }
        if (same_file(m_descriptor, m_file)) {
            write_holder(m_descriptor);
            return;
        }
        ::close(m_descriptor);  // whoever had it removed the file in between: ours is a ghost
    }
}

ProjectLock::~ProjectLock() {
    if (same_file(m_descriptor, m_file)) {
        ::unlink(m_file.c_str());  // while it is still held, so that nobody can have locked this one
    }
    ::close(m_descriptor);
}

void ProjectLock::break_lock(const std::filesystem::path& named) {
    std::error_code ec;
    const auto real =
        std::filesystem::canonical(named, ec);  // the lock lies beside the project, not beside a link to it
    const auto& project = ec ? named : real;
    if (::unlink(lock_file(project).c_str()) != 0 && errno != ENOENT) {
        throw IoError("The lock " + lock_file(project).string() + " cannot be removed (" + std::strerror(errno) + ").");
    }
}

}  // namespace destudio

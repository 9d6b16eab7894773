// SPDX-License-Identifier: Apache-2.0
#include "core/base/temporary_path.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>
#include <vector>

namespace destudio {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kPrefix = ".destudio-tmp-";
/// An extension that is longer chooses no image format.
constexpr std::size_t kLongestExtension = 16;

std::string unique_name(const std::string& extension) {
    static std::atomic<unsigned> counter{0};
    return std::string(kPrefix) + std::to_string(::getpid()) + "-" + std::to_string(counter++) +
           (extension.size() <= kLongestExtension ? extension : "");
}

/// A descriptor of what was made, or -1 with errno.
int make(const fs::path& path, TemporaryPath::Kind kind) {
    constexpr mode_t kFileMode = 0666;
    constexpr mode_t kFolderMode = 0777;
    if (kind == TemporaryPath::Kind::kFile) {
        return ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
    }
    if (::mkdir(path.c_str(), kFolderMode) != 0) {
        return -1;
    }
    return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

bool is_linked(int descriptor) {
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && status.st_nlink > 0;
}

/// Whether nobody writes it: then it is locked through the descriptor that comes back, else -1. A file system without
/// locks cannot tell, and what lies there stays.
int lock_if_unused(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

void remove_if_unused(const fs::path& path) {
    const int descriptor = lock_if_unused(path);
    if (descriptor >= 0) {
        std::error_code ignored;
        fs::remove_all(path, ignored);
        ::close(descriptor);
    }
}

}  // namespace

TemporaryPath::TemporaryPath(const fs::path& folder, Kind kind, const std::string& extension) {
    while (true) {
        m_path = folder / unique_name(extension);
        m_descriptor = make(m_path, kind);
        if (m_descriptor < 0) {
            const int code = errno;
            if (code == EEXIST) {  // left by a killed process that had the same number
                continue;
            }
            throw std::system_error(code, std::generic_category());
        }
        // Without locks on this file system it is written all the same.
        const bool swept = ::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
        if (!swept && is_linked(m_descriptor)) {
            return;
        }
        ::close(m_descriptor);  // another program took it for a leftover in between
    }
}

TemporaryPath::~TemporaryPath() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
    ::close(m_descriptor);
}

bool is_temporary_name(const std::string& name) {
    return name.starts_with(kPrefix);
}

void remove_leftovers(const fs::path& folder, bool below) {
    std::vector<fs::path> found;
    std::error_code ec;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, ec), end;
         !ec && it != end; it.increment(ec)) {
        std::error_code ignored;
        const bool temporary = is_temporary_name(it->path().filename().string());
        if (temporary) {
            found.push_back(it->path());
        }
        if (temporary || !below) {
            it.disable_recursion_pending();
        }
    }
    for (const fs::path& path : found) {
        remove_if_unused(path);
    }
}

}  // namespace destudio

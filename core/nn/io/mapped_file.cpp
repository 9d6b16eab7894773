// SPDX-License-Identifier: Apache-2.0
#include "core/nn/io/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/error.h"

namespace destudio::nn {

MappedFile::MappedFile(std::filesystem::path path, bool read_only) : m_path(std::move(path)) {
    const int fd = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        throw IoError(errno == ENOENT ? "There is no file " + m_path.string() + "."
                                      : "Cannot read " + m_path.string() + ": " + std::strerror(errno) + ".");
    }
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        throw IoError(m_path.string() + " is not a regular file.");
    }
    m_size = static_cast<std::size_t>(status.st_size);
    if (m_size > 0) {
        void* address = ::mmap(nullptr, m_size, read_only ? PROT_READ : PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
        if (address == MAP_FAILED) {
            const int code = errno;
            ::close(fd);
            throw IoError("Cannot map " + m_path.string() + " into memory: " + std::strerror(code) + ".");
        }
        m_data = static_cast<unsigned char*>(address);
    }
    ::close(fd);
}

MappedFile::~MappedFile() {
    if (m_data != nullptr) {
        ::munmap(m_data, m_size);
    }
}

}  // namespace destudio::nn

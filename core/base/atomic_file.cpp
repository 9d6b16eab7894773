// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>

#include "core/base/error.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

fs::path temporary_beside(const fs::path& path) {
    static std::atomic<unsigned> counter{0};
    // The extension is kept at the end because image writers choose the format by it.
    const auto unique = "." + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp";
    return path.parent_path() / (path.stem().string() + unique + path.extension().string());
}

[[noreturn]] void fail(const fs::path& path, int code) {
    throw IoError("Cannot write " + path.string() + ": " + std::strerror(code) +
                  ". Check that the folder is writable and the disk has room.");
}

void flush_to_disk(const fs::path& written, const fs::path& target) {
    const int fd = ::open(written.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fail(target, errno);
    }
    const int status = ::fsync(fd);
    const int code = errno;
    ::close(fd);
    if (status != 0) {
        fail(target, code);
    }
}

void write_all(int fd, const unsigned char* data, std::size_t size, const fs::path& target) {
    while (size > 0) {
        const ssize_t n = ::write(fd, data, size);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            const int code = errno;
            ::close(fd);
            fail(target, code);
        }
        data += n;
        size -= static_cast<std::size_t>(n);
    }
    if (::close(fd) != 0) {
        fail(target, errno);
    }
}

}  // namespace

void replace_file_atomically(const fs::path& path, const std::function<void(const fs::path&)>& write) {
    std::error_code ec;
    if (path.has_parent_path()) {
        fs::create_directories(path.parent_path(), ec);
        if (ec) {
            fail(path, ec.value());
        }
    }
    const fs::path temporary = temporary_beside(path);
    try {
        write(temporary);
        flush_to_disk(temporary, path);
        fs::rename(temporary, path, ec);
        if (ec) {
            fail(path, ec.value());
        }
    } catch (...) {
        fs::remove(temporary, ec);
        throw;
    }
}

void write_file_atomically(const fs::path& path, std::span<const unsigned char> content) {
    replace_file_atomically(path, [&](const fs::path& temporary) {
        const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (fd < 0) {
            fail(path, errno);
        }
        write_all(fd, content.data(), content.size(), path);
    });
}

void write_file_atomically(const fs::path& path, std::string_view content) {
    write_file_atomically(path, std::span(reinterpret_cast<const unsigned char*>(content.data()), content.size()));
}

std::string read_file(const fs::path& path, std::uintmax_t max_bytes) {
    std::error_code ec;
    if (!fs::exists(path, ec)) {
        throw IoError("There is no file " + path.string() + ".");
    }
    if (!fs::is_regular_file(path, ec)) {
        throw IoError(path.string() + " is not a regular file.");
    }
    const auto size = fs::file_size(path, ec);
    if (!ec && size > max_bytes) {
        throw IoError(path.string() + " is larger than the limit of " + std::to_string(max_bytes) + " bytes.");
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw IoError("Cannot read " + path.string() + ": " + std::strerror(errno) + ".");
    }
    std::string content(ec ? 0 : size, '\0');
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (static_cast<std::uintmax_t>(in.gcount()) != content.size()) {
        throw IoError("Cannot read all of " + path.string() + "; it changed or the disk failed. Try again.");
    }
    return content;
}

}  // namespace destudio

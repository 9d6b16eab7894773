// SPDX-License-Identifier: Apache-2.0
#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>

#include "core/base/error.h"
#include "core/base/temporary_path.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& path, int code) {
    throw IoError("Cannot write " + path.string() + ": " + std::strerror(code) +
                  ". Check that the folder is writable and the disk has room.");
}

/// A pipe, a device or a folder is not what a file takes the place of. A link to a file is: what it points to stays.
void require_replaceable(const fs::path& path) {
    std::error_code ec;
    const auto type = fs::status(path, ec).type();
    if (type == fs::file_type::directory) {
        throw IoError(path.string() + " is a folder, so no file can be written in its place. Choose another name.");
    }
    if (type != fs::file_type::regular && type != fs::file_type::not_found && type != fs::file_type::none) {
        throw IoError(path.string() +
                      " is a device, pipe or socket; only a file can be replaced. Choose another name.");
    }
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
    require_replaceable(path);
    try {
        const TemporaryPath temporary(path.parent_path(), TemporaryPath::Kind::kFile, path.extension().string());
        write(temporary.path());
        flush_to_disk(temporary.path(), path);
        if (::rename(temporary.path().c_str(), path.c_str()) != 0) {
            fail(path, errno);
        }
    } catch (const std::system_error& error) {
        fail(path, error.code().value());
    }
}

void write_file_atomically(const fs::path& path, std::span<const unsigned char> content) {
    replace_file_atomically(path, [&](const fs::path& temporary) {
        const int fd = ::open(temporary.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
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

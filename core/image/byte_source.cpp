// SPDX-License-Identifier: Apache-2.0
#include "core/image/byte_source.h"

#include <cerrno>
#include <cstring>

#include "core/base/error.h"

namespace destudio::image {

std::optional<std::string> MemorySource::read(std::uint64_t offset, std::uint64_t count) const {
    if (offset > m_bytes.size() || count > m_bytes.size() - offset) {
        return std::nullopt;
    }
    return std::string(m_bytes.substr(offset, count));
}

FileSource::FileSource(const std::filesystem::path& path) {
    std::error_code ec;
    if (!std::filesystem::exists(path, ec)) {
        throw IoError("There is no file " + path.string() + ".");
    }
    if (!std::filesystem::is_regular_file(path, ec)) {
        throw IoError(path.string() + " is not a regular file.");
    }
    m_size = std::filesystem::file_size(path, ec);
    m_file.open(path, std::ios::binary);
    if (ec || !m_file) {
        throw IoError("Cannot read " + path.string() + ": " + std::strerror(ec ? ec.value() : errno) + ".");
    }
}

std::optional<std::string> FileSource::read(std::uint64_t offset, std::uint64_t count) const {
    if (offset > m_size || count > m_size - offset) {
        return std::nullopt;
    }
    std::string bytes(count, '\0');
    m_file.clear();
    m_file.seekg(static_cast<std::streamoff>(offset));
    m_file.read(bytes.data(), static_cast<std::streamsize>(count));
    if (static_cast<std::uint64_t>(m_file.gcount()) != count) {
        return std::nullopt;
    }
    return bytes;
}

}  // namespace destudio::image

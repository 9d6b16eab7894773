// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace destudio::image {

/// Random access to a file's bytes, so that a header can be read without the pixels.
class ByteSource {
public:
    ByteSource() = default;
    virtual ~ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;

    virtual std::uint64_t size() const = 0;
    /// Exactly `count` bytes, or nothing when the file ends before.
    virtual std::optional<std::string> read(std::uint64_t offset, std::uint64_t count) const = 0;
};

class MemorySource : public ByteSource {
public:
    explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    std::optional<std::string> read(std::uint64_t offset, std::uint64_t count) const override;

private:
    std::string_view m_bytes;
};

class FileSource : public ByteSource {
public:
    /// @throws IoError
    explicit FileSource(const std::filesystem::path& path);
    std::uint64_t size() const override { return m_size; }
    std::optional<std::string> read(std::uint64_t offset, std::uint64_t count) const override;

private:
    mutable std::ifstream m_file;
    std::uint64_t m_size = 0;
};

/// Whole numbers out of raw bytes.
inline std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
    return static_cast<unsigned char>(bytes[i]);
}
inline std::uint32_t big_u16(std::string_view b, std::size_t i) {
    return (byte_at(b, i) << 8U) | byte_at(b, i + 1);
}
inline std::uint32_t big_u32(std::string_view b, std::size_t i) {
    return (big_u16(b, i) << 16U) | big_u16(b, i + 2);
}
inline std::uint32_t little_u16(std::string_view b, std::size_t i) {
    return byte_at(b, i) | (byte_at(b, i + 1) << 8U);
}
inline std::uint32_t little_u32(std::string_view b, std::size_t i) {
    return little_u16(b, i) | (little_u16(b, i + 2) << 16U);
}

}  // namespace destudio::image

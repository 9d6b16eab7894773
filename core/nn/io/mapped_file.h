// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace destudio::nn {

/// The private mapping of a whole file: writing to its pages never changes the file.
class MappedFile {
public:
    /// @param read_only pages that cannot be written to cost no promise of memory, so that files larger than it can be
    ///        looked at  @throws IoError when it cannot be opened or is no regular file
    explicit MappedFile(std::filesystem::path path, bool read_only = false);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    unsigned char* data() const { return m_data; }
    std::size_t size() const { return m_size; }
    std::string_view text() const { return {reinterpret_cast<const char*>(m_data), m_size}; }

private:
    std::filesystem::path m_path;
    unsigned char* m_data = nullptr;
    std::size_t m_size = 0;
};

}  // namespace destudio::nn

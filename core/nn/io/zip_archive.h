// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace destudio::nn {

/// The uncompressed entries of a zip file (PKWARE's APPNOTE 6.3.9, ZIP64 included), as PyTorch writes its checkpoints.
/// Everything in it is untrusted: offsets and lengths are checked against the file.
class ZipArchive {
public:
    struct Entry {
        std::uint64_t header = 0;  ///< offset of the local header
        std::uint64_t size = 0;
        bool stored = true;
    };

    /// @throws IoError when it cannot be opened; FormatError when it is no zip file or a broken one
    explicit ZipArchive(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }
    const std::map<std::string, Entry>& entries() const { return m_entries; }
    bool contains(const std::string& name) const { return m_entries.contains(name); }
    std::uint64_t size(const std::string& name) const;
    /// Where an entry's bytes begin; all of them lie within the file.
    /// @throws FormatError when there is no such entry, or it is compressed or cut off
    std::uint64_t data_offset(const std::string& name) const;
    /// Copies an entry's bytes. @param target room for size(name) bytes
    /// @throws FormatError when there is no such entry, or it is compressed or cut off
    void read(const std::string& name, void* target) const;
    /// @throws as read(), and when the entry is larger than `most` bytes
    std::string read_text(const std::string& name, std::uint64_t most) const;

private:
    [[noreturn]] void fail(const std::string& what) const;
    std::string bytes_at(std::uint64_t offset, std::uint64_t count) const;
    void read_directory();
    void add_entry(const std::string& record, const std::string& name, const std::string& extra);

    std::filesystem::path m_path;
    mutable std::ifstream m_file;
    std::uint64_t m_length = 0;
    std::map<std::string, Entry> m_entries;
};

}  // namespace destudio::nn

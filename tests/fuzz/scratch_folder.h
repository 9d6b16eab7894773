// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace destudio::fuzz {

/// A temporary folder that holds one small sound dataset, of which a fuzz target replaces one file again and again.
/// In memory (/dev/shm) where there is such a place.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    /// Writes a file, and the folders above it.
    void put(const std::filesystem::path& relative, const void* data, std::size_t size) const;
    /// An 8 by 6 picture wherever one of the formats looks for the picture a.png.
    void put_pictures() const;

private:
    std::filesystem::path m_path;
};

}  // namespace destudio::fuzz

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/atomic_file.h"

namespace destudio::test {

/// Writes a safetensors file byte by byte, so that it can be wrong in any way.
inline std::filesystem::path write_raw_safetensors(const std::filesystem::path& path, const std::string& header,
                                                   std::size_t data_bytes, std::uint64_t claimed_length) {
    std::string content;
    for (int i = 0; i < 8; ++i) {
        content += static_cast<char>((claimed_length >> (8 * i)) & 0xFF);
    }
    write_file_atomically(path, content + header + std::string(data_bytes, '\0'));
    return path;
}

inline std::filesystem::path write_raw_safetensors(const std::filesystem::path& path, const std::string& header,
                                                   std::size_t data_bytes) {
    return write_raw_safetensors(path, header, data_bytes, header.size());
}

}  // namespace destudio::test

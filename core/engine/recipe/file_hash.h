// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace destudio {

/// SHA-256 (FIPS 180-4) of data that comes in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(std::string_view bytes);
    /// 64 lower-case hex digits. Call it once, last.
    std::string hex();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

std::string sha256_hex(std::string_view bytes);

/// SHA-256 of a file's bytes. @throws IoError
std::string file_sha256(const std::filesystem::path& file);

/// The same, but a large file that has not changed since (path, size, inode, modification time in nanoseconds) is not
/// read again: the result is remembered in this process and in the user's cache folder. A cache that cannot be read or
/// written is ignored.
std::string cached_file_sha256(const std::filesystem::path& file);

}  // namespace destudio

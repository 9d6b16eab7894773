// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace destudio {

/// Replaces `path` with `content` in one step: written beside it, flushed to disk, then renamed over it. A reader sees
/// the old file or the new one, never a part. Creates missing parent folders.
/// @throws IoError naming the path (unwritable folder, full disk); the old file is then untouched.
void write_file_atomically(const std::filesystem::path& path, std::string_view content);
void write_file_atomically(const std::filesystem::path& path, std::span<const unsigned char> content);

/// The same for content that another library writes: `write` gets a temporary path in the same folder.
/// @throws IoError, and whatever `write` throws; the temporary file is removed then.
void replace_file_atomically(const std::filesystem::path& path,
                             const std::function<void(const std::filesystem::path& temporary)>& write);

/// Reads a whole file. @throws IoError when missing, unreadable, or larger than max_bytes.
std::string read_file(const std::filesystem::path& path, std::uintmax_t max_bytes = std::uintmax_t{1} << 31);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace destudio::dataset {

/// Text with room behind its end that may be read, as simdjson wants it.
class PaddedText {
public:
    static constexpr std::size_t kPadding = 64;  ///< bytes of zeros behind the text

    PaddedText() = default;
    explicit PaddedText(std::size_t size);
    explicit PaddedText(std::string_view text);

    char* data() { return m_bytes.get(); }
    std::string_view view() const { return {m_bytes.get() + m_start, m_size - m_start}; }
    void drop_front(std::size_t bytes) { m_start += bytes; }

private:
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
    std::size_t m_start = 0;
};

/// Called with each piece of a file as it is read; may throw to end the reading.
using PieceCheck = std::function<void(std::string_view piece)>;

inline constexpr std::uintmax_t kMaxTextBytes = std::uintmax_t{2} << 30U;

/// Reads an untrusted text file. A UTF-8 byte-order mark is skipped.
/// @throws IoError when it is missing, larger than max_bytes, no regular file, or changed while it was read;
///         FormatError when it is UTF-16 or UTF-32
PaddedText read_padded_text(const std::filesystem::path& path, std::uintmax_t max_bytes = kMaxTextBytes,
                            const PieceCheck& check = {});

/// The same as a string; also checked to be UTF-8. @throws also FormatError with the line that is not
std::string read_utf8_file(const std::filesystem::path& path, std::uintmax_t max_bytes = kMaxTextBytes);

/// The first bytes of a file, at most 64 KiB, to tell what it is. Empty when it cannot be read; never throws.
std::string read_head(const std::filesystem::path& path);

/// The first 64 KiB of a JSON file, texts longer than a kilobyte cut to that. Empty when it cannot be read; never
/// throws.
std::string read_long_head(const std::filesystem::path& file);

/// Position of the first byte that is not UTF-8, or npos.
std::size_t find_not_utf8(std::string_view text);

/// The line, from 1, of a position in a text.
std::size_t line_of(std::string_view text, std::size_t position);

}  // namespace destudio::dataset

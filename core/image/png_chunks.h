// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/image/byte_source.h"

namespace destudio::image {

inline constexpr std::uint64_t kPngSignatureBytes = 8;

/// Calls `visit` with the type, the offset of the data and its length of every chunk, until it returns false or the
/// file ends. Returns false when the chunks do not fit into the file.
bool visit_png_chunks(
    const ByteSource& source,
    const std::function<bool(const std::string& type, std::uint64_t at, std::uint32_t length)>& visit);

/// The bytes of a chunk: length, type, data, checksum.
std::string png_chunk(std::string_view type, std::string_view data);

/// Keyword and UTF-8 text of a tEXt or uncompressed iTXt chunk; empty keyword for anything else.
std::pair<std::string, std::string> png_text(const std::string& type, std::string_view data);

/// An uncompressed iTXt chunk. @param text UTF-8
std::string png_text_chunk(std::string_view keyword, std::string_view text);

}  // namespace destudio::image

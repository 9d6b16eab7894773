// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/image/byte_source.h"

namespace destudio::image {

/// A chunk of a WebP file. Offsets are bytes of the file.
struct RiffChunk {
    std::string type;  ///< four letters
    std::uint64_t body = 0;
    std::uint32_t bytes = 0;
};

/// Calls `visit` for every chunk behind "RIFF....WEBP" until it returns false or the file ends.
/// @return false when a chunk does not fit into the file
bool visit_riff_chunks(const ByteSource& source, const std::function<bool(const RiffChunk& chunk)>& visit);

/// A number as `count` bytes, the lowest first.
std::string little_bytes(std::uint32_t value, int count);
/// A chunk with its type, length and padding.
std::string riff_chunk(std::string_view type, std::string_view body);

/// The body of the chunk VP8X that a simple WebP file needs to be an extended one, from its picture chunk.
/// @return empty where `type` is no picture chunk or it is damaged
std::string simple_webp_canvas(std::string_view type, std::string_view body);

}  // namespace destudio::image

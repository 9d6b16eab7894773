// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "core/image/byte_source.h"

namespace destudio::image {

/// A marker segment of a JPEG before its scan. Offsets are bytes of the file.
struct JpegSegment {
    std::uint32_t marker = 0;  ///< second byte of the marker: 0xE1 for APP1
    std::uint64_t start = 0;   ///< of the marker
    std::uint64_t body = 0;    ///< behind the length
    std::uint32_t body_bytes = 0;
};

/// Calls `visit` for every segment with a length, the start of the scan the last, until it returns false.
/// @return false when the file ends before its scan or makes no sense there
bool visit_jpeg_segments(const ByteSource& source, const std::function<bool(const JpegSegment& segment)>& visit);

}  // namespace destudio::image

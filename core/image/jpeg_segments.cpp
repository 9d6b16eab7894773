// SPDX-License-Identifier: Apache-2.0
#include "core/image/jpeg_segments.h"

namespace destudio::image {

bool visit_jpeg_segments(const ByteSource& source, const std::function<bool(const JpegSegment&)>& visit) {
    constexpr std::uint32_t kScan = 0xDA;
    constexpr std::uint32_t kEnd = 0xD9;
    constexpr int kMaxRubbish = 1 << 16;
    std::uint64_t at = 2;
    int skipped = 0;
    for (;;) {
        const auto start = source.read(at, 4);
        if (!start) {
            return false;
        }
        const std::uint32_t marker = byte_at(*start, 1);
        if (byte_at(*start, 0) != 0xFF || marker == 0xFF || marker == 0) {
            if (++skipped > kMaxRubbish) {
                return false;
            }
            ++at;  // padding, or rubbish between segments that decoders skip too
            continue;
        }
        if ((marker >= 0xD0 && marker <= 0xD8) || marker == 0x01) {
            at += 2;  // no length
            continue;
        }
        const std::uint32_t length = big_u16(*start, 2);
        if (marker == kEnd || length < 2 || at + 2 + length > source.size()) {
            return false;
        }
        if (!visit({marker, at, at + 4, length - 2}) || marker == kScan) {
            return true;
        }
        at += 2 + length;
    }
}

}  // namespace destudio::image

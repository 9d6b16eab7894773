// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/image/exif.h"
#include "core/image/image_header.h"

namespace destudio::image {

namespace {

constexpr std::uint32_t kApp1 = 0xE1;
constexpr std::uint32_t kStartOfScan = 0xDA;
constexpr std::uint32_t kEndOfImage = 0xD9;
constexpr int kMaxRubbish = 1 << 16;

bool is_frame_header(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

}  // namespace

bool has_jpeg_end(const ByteSource& source) {
    constexpr std::uint64_t kTail = std::uint64_t{64} << 10U;  // some writers put more behind it
    const std::uint64_t count = std::min(source.size(), kTail);
    const auto tail = source.read(source.size() - count, count);
    return tail && tail->rfind("\xFF\xD9") != std::string::npos;
}

std::optional<ImageHeader> read_jpeg_header(const ByteSource& source) {
    ImageHeader header;
    header.format = ImageFormat::kJpeg;
    std::uint64_t at = 2;
    int skipped = 0;
    for (;;) {
        const auto start = source.read(at, 2);
        if (!start) {
            return std::nullopt;
        }
        const std::uint32_t marker = byte_at(*start, 1);
        if (byte_at(*start, 0) != 0xFF || marker == 0xFF || marker == 0) {
            if (++skipped > kMaxRubbish) {
                return std::nullopt;
            }
            ++at;  // padding, or rubbish between segments that decoders skip too
            continue;
        }
        at += 2;
        if ((marker >= 0xD0 && marker <= 0xD8) || marker == 0x01) {
            continue;  // no length
        }
        const auto length_bytes = source.read(at, 2);
        if (marker == kEndOfImage || !length_bytes || big_u16(*length_bytes, 0) < 2) {
            return std::nullopt;
        }
        const std::uint32_t length = big_u16(*length_bytes, 0);
        if (marker == kStartOfScan) {
            return header;  // without a frame header its size is zero, which the caller refuses
        }
        if (is_frame_header(marker)) {
            const auto frame = source.read(at + 2, 5);
            if (!frame) {
                return std::nullopt;
            }
            header.stored = {static_cast<int>(big_u16(*frame, 3)), static_cast<int>(big_u16(*frame, 1))};
        } else if (marker == kApp1 && header.orientation == 1) {
            const auto body = source.read(at + 2, length - 2);
            if (body && body->substr(0, 4) == "Exif") {
                header.orientation = exif_orientation(*body);
            }
        }
        at += length;
    }
}

}  // namespace destudio::image

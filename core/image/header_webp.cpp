// SPDX-License-Identifier: Apache-2.0
#include "core/image/exif.h"
#include "core/image/image_header.h"

namespace destudio::image {

namespace {

// Sizes as the WebP container specification stores them: 14 bits in VP8 and VP8L, 24 bits less one in VP8X.
Size chunk_size(const std::string& type, std::string_view data) {
    if (type == "VP8X" && data.size() >= 10) {
        const auto u24 = [&](std::size_t i) { return little_u16(data, i) | (byte_at(data, i + 2) << 16U); };
        return {static_cast<int>(u24(4)) + 1, static_cast<int>(u24(7)) + 1};
    }
    if (type == "VP8L" && data.size() >= 5) {
        const std::uint32_t bits = little_u32(data, 1);
        return {static_cast<int>(bits & 0x3FFFU) + 1, static_cast<int>((bits >> 14U) & 0x3FFFU) + 1};
    }
    if (type == "VP8 " && data.size() >= 10) {
        return {static_cast<int>(little_u16(data, 6) & 0x3FFFU), static_cast<int>(little_u16(data, 8) & 0x3FFFU)};
    }
    return {};
}

}  // namespace

std::optional<ImageHeader> read_webp_header(const ByteSource& source) {
    constexpr std::uint64_t kMaxExifBytes = 1U << 20U;
    constexpr int kMaxChunks = 10000;
    ImageHeader header;
    header.format = ImageFormat::kWebp;
    std::uint64_t at = 12;
    for (int chunk = 0; chunk < kMaxChunks; ++chunk) {
        const auto start = source.read(at, 8);
        if (!start) {
            break;
        }
        const std::string type = start->substr(0, 4);
        const std::uint64_t length = little_u32(*start, 4);
        header.animated = header.animated || type == "ANMF";
        if (header.stored.width == 0) {
            header.stored = chunk_size(type, source.read(at + 8, std::min<std::uint64_t>(length, 10)).value_or(""));
        } else if (type == "EXIF" && length <= kMaxExifBytes) {
            header.orientation = exif_orientation(source.read(at + 8, length).value_or(""));
        }
        at += 8 + length + (length & 1U);
    }
    return header;
}

}  // namespace destudio::image

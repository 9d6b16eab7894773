// SPDX-License-Identifier: Apache-2.0
#include "core/image/riff_chunks.h"

namespace destudio::image {

bool visit_riff_chunks(const ByteSource& source, const std::function<bool(const RiffChunk&)>& visit) {
    constexpr int kMaxChunks = 1'000'000;
    std::uint64_t at = 12;
    for (int i = 0; i < kMaxChunks; ++i) {
        const auto start = source.read(at, 8);
        if (!start) {
            return at >= source.size();
        }
        const std::uint32_t bytes = little_u32(*start, 4);
        if (at + 8 + bytes > source.size()) {
            return false;
        }
        if (!visit({start->substr(0, 4), at + 8, bytes})) {
            return true;
        }
        at += 8 + std::uint64_t{bytes} + (bytes & 1U);
    }
    return false;
}

std::string little_bytes(std::uint32_t value, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) {
        out.push_back(static_cast<char>((value >> static_cast<unsigned>(8 * i)) & 0xFFU));
    }
    return out;
}

std::string riff_chunk(std::string_view type, std::string_view body) {
    std::string out(type);
    out += little_bytes(static_cast<std::uint32_t>(body.size()), 4);
    out += body;
    return body.size() % 2 == 0 ? out : out + '\0';
}

std::string simple_webp_canvas(std::string_view type, std::string_view body) {
    constexpr std::uint32_t kAlphaFlag = 0x10;
    constexpr std::uint32_t kSide = 0x3FFF;  // 14 bits
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t flags = 0;
    if (type == "VP8L" && body.size() >= 5) {
        const std::uint32_t bits = little_u32(body, 1);
        width = (bits & kSide) + 1;
        height = ((bits >> 14U) & kSide) + 1;
        flags = ((bits >> 28U) & 1U) != 0 ? kAlphaFlag : 0;
    } else if (type == "VP8 " && body.size() >= 10) {
        width = little_u16(body, 6) & kSide;
        height = little_u16(body, 8) & kSide;
    }
    if (width == 0 || height == 0) {
        return {};
    }
    return little_bytes(flags, 4) + little_bytes(width - 1, 3) + little_bytes(height - 1, 3);
}

}  // namespace destudio::image

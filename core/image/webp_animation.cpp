// SPDX-License-Identifier: Apache-2.0
#include "core/image/webp_animation.h"

#include <cstdint>

#include "core/image/byte_source.h"
#include "core/image/riff_chunks.h"

namespace destudio::image {

namespace {

std::uint32_t little_u24(std::string_view b, std::size_t i) {
    return little_u16(b, i) | (byte_at(b, i + 2) << 16U);
}

// The body of a chunk at `at`, moved behind it; nothing when the bytes end before.
std::optional<std::string_view> take_chunk(std::string_view bytes, std::size_t& at, std::string_view& type) {
    if (bytes.size() < 8 || at > bytes.size() - 8) {
        return {};
    }
    type = bytes.substr(at, 4);
    const std::size_t length = little_u32(bytes, at + 4);
    at += 8;
    if (length > bytes.size() - at) {
        return {};
    }
    const std::string_view body = bytes.substr(at, length);
    at = std::min(bytes.size(), at + length + (length & 1U));
    return body;
}

// The container around one frame: the extended one where transparency comes in a chunk of its own.
std::string still_file(std::string_view frame, Size size) {
    constexpr std::uint32_t kAlphaFlag = 0x10;
    std::string body;
    std::string picture;
    std::size_t at = 0;
    std::string_view type;
    bool has_alpha_chunk = false;
    while (const auto part = take_chunk(frame, at, type)) {
        if (type == "ALPH" || type == "VP8 " || type == "VP8L") {
            has_alpha_chunk = has_alpha_chunk || type == "ALPH";
            picture += riff_chunk(type, *part);
        }
        if (type == "VP8 " || type == "VP8L") {
            break;
        }
    }
    if (has_alpha_chunk) {
        body = riff_chunk("VP8X", little_bytes(kAlphaFlag, 4) +
                                      little_bytes(static_cast<std::uint32_t>(size.width - 1), 3) +
                                      little_bytes(static_cast<std::uint32_t>(size.height - 1), 3));
    }
    body += picture;
    return "RIFF" + little_bytes(static_cast<std::uint32_t>(body.size() + 4), 4) + "WEBP" + body;
}

}  // namespace

std::optional<WebpFrame> first_webp_frame(std::string_view bytes) {
    constexpr std::size_t kFrameHeader = 16;
    std::size_t at = 12;
    std::string_view type;
    while (const auto body = take_chunk(bytes, at, type)) {
        if (type != "ANMF") {
            continue;
        }
        if (body->size() < kFrameHeader) {
            return {};
        }
        WebpFrame frame;
        frame.x = static_cast<int>(little_u24(*body, 0)) * 2;
        frame.y = static_cast<int>(little_u24(*body, 3)) * 2;
        frame.size = {static_cast<int>(little_u24(*body, 6)) + 1, static_cast<int>(little_u24(*body, 9)) + 1};
        frame.file = still_file(body->substr(kFrameHeader), frame.size);
        return frame;
    }
    return {};
}

}  // namespace destudio::image

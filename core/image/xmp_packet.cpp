// SPDX-License-Identifier: Apache-2.0
#include "core/image/xmp_packet.h"

#include "core/image/jpeg_segments.h"
#include "core/image/png_chunks.h"
#include "core/image/riff_chunks.h"

namespace destudio::image {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kMaxPacketBytes = std::uint64_t{1} << 20U;
constexpr std::string_view kPngStart = "\x89PNG\r\n\x1A\n";
constexpr std::string_view kJpegStart = "\xFF\xD8\xFF";
/// The identifier of XMP in a JPEG's APP1 segment, with its end.
constexpr std::string_view kJpegXmp = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr std::uint32_t kJfifMarker = 0xE0;
constexpr std::uint32_t kXmpMarker = 0xE1;

bool is_webp(std::string_view start) {
    return start.size() >= 12 && start.substr(0, 4) == "RIFF" && start.substr(8, 4) == "WEBP";
}

bool is_png_xmp(const std::string& type, std::string_view data) {
    return (type == "iTXt" || type == "tEXt" || type == "zTXt") &&
           data.substr(0, data.find('\0')) == std::string_view(kXmpKeyword);
}

std::optional<std::string> read_png_xmp(const ByteSource& source) {
    std::optional<std::string> found;
    visit_png_chunks(source, [&](const std::string& type, std::uint64_t at, std::uint32_t length) {
        if ((type == "iTXt" || type == "tEXt") && length <= kMaxPacketBytes) {
            const auto data = source.read(at, length).value_or("");
            if (is_png_xmp(type, data)) {
                found = png_text(type, data).second;
            }
        }
        return !found;
    });
    return found;
}

std::optional<std::string> read_jpeg_xmp(const ByteSource& source) {
    std::optional<std::string> found;
    visit_jpeg_segments(source, [&](const JpegSegment& segment) {
        if (segment.marker == kXmpMarker) {
            const auto body = source.read(segment.body, segment.body_bytes).value_or("");
            if (std::string_view(body).substr(0, kJpegXmp.size()) == kJpegXmp) {
                found = body.substr(kJpegXmp.size());
            }
        }
        return !found;
    });
    return found;
}

std::optional<std::string> read_webp_xmp(const ByteSource& source) {
    std::optional<std::string> found;
    visit_riff_chunks(source, [&](const RiffChunk& chunk) {
        if (chunk.type == "XMP " && chunk.bytes <= kMaxPacketBytes) {
            found = source.read(chunk.body, chunk.bytes);
        }
        return !found;
    });
    return found;
}

std::optional<std::string> png_with_xmp(std::string_view file, std::string_view packet) {
    const MemorySource source(file);
    std::string out(kPngStart);
    std::uint64_t end = 0;
    bool has_header = false;
    const bool whole = visit_png_chunks(source, [&](const std::string& type, std::uint64_t at, std::uint32_t length) {
        end = at + length + 4;
        if (!is_png_xmp(type, file.substr(at, length))) {
            out += file.substr(at - 8, std::size_t{length} + 12);
        }
        if (!has_header && !packet.empty()) {  // behind the header, which is the first chunk
            out += png_text_chunk(kXmpKeyword, packet);
        }
        has_header = true;
        return true;
    });
    if (!whole || !has_header) {
        return {};
    }
    return out += file.substr(end);
}

std::optional<std::string> jpeg_with_xmp(std::string_view file, std::string_view packet) {
    constexpr std::size_t kMaxSegment = 65'533;  // its length counts itself
    if (packet.size() + kJpegXmp.size() > kMaxSegment) {
        return {};
    }
    const MemorySource source(file);
    std::string out(file.substr(0, 2));
    std::string segment;
    if (!packet.empty()) {
        const auto length = static_cast<std::uint32_t>(packet.size() + kJpegXmp.size() + 2);
        segment = "\xFF\xE1" + std::string{static_cast<char>(length >> 8U), static_cast<char>(length & 0xFFU)};
        segment += std::string(kJpegXmp) + std::string(packet);
    }
    std::uint64_t copied = 2;
    bool placed = false;
    const bool whole = visit_jpeg_segments(source, [&](const JpegSegment& part) {
        const auto body = file.substr(part.body, part.body_bytes);
        const bool first = part.marker == kJfifMarker || (part.marker == kXmpMarker && body.substr(0, 4) == "Exif");
        if (!placed && !first) {  // readers expect JFIF and Exif before it
            out += file.substr(copied, part.start - copied);
            copied = part.start;
            out += segment;
            placed = true;
        }
        if (part.marker == kXmpMarker && body.substr(0, kJpegXmp.size()) == kJpegXmp) {
            out += file.substr(copied, part.start - copied);
            copied = part.body + part.body_bytes;
        }
        return true;
    });
    if (!whole || !placed) {
        return {};
    }
    return out += file.substr(copied);
}

std::optional<std::string> webp_with_xmp(std::string_view file, std::string_view packet) {
    constexpr char kXmpFlag = 0x04;
    constexpr std::size_t kHead = 12;
    const MemorySource source(file);
    std::string chunks;
    std::string extended;
    const bool whole = visit_riff_chunks(source, [&](const RiffChunk& chunk) {
        const auto body = file.substr(chunk.body, chunk.bytes);
        if (chunk.type == "VP8X" && body.size() >= 10 && extended.empty()) {
            extended = body;
        } else if (chunk.type != "XMP " && chunk.type != "VP8X") {
            chunks += riff_chunk(chunk.type, body);
            extended = extended.empty() ? simple_webp_canvas(chunk.type, body) : extended;
        }
        return true;
    });
    if (!whole || extended.empty()) {
        return {};
    }
    const bool was_simple = file.substr(kHead, 4) != "VP8X";
    extended[0] = static_cast<char>(packet.empty() ? extended[0] & ~kXmpFlag : extended[0] | kXmpFlag);
    if (!(was_simple && packet.empty())) {
        chunks.insert(0, riff_chunk("VP8X", extended));
    }
    chunks += packet.empty() ? std::string() : riff_chunk("XMP ", packet);
    return "RIFF" + little_bytes(static_cast<std::uint32_t>(chunks.size() + 4), 4) + "WEBP" + chunks;
}

}  // namespace

std::optional<std::string> read_xmp(const ByteSource& source) {
    const std::string start = source.read(0, std::min<std::uint64_t>(source.size(), 12)).value_or("");
    if (start.substr(0, kPngStart.size()) == kPngStart) {
        return read_png_xmp(source);
    }
    if (start.substr(0, kJpegStart.size()) == kJpegStart) {
        return read_jpeg_xmp(source);
    }
    return is_webp(start) ? read_webp_xmp(source) : std::nullopt;
}

std::optional<std::string> with_xmp(std::string_view file, std::string_view packet) {
    if (file.substr(0, kPngStart.size()) == kPngStart) {
        return png_with_xmp(file, packet);
    }
    if (file.substr(0, kJpegStart.size()) == kJpegStart) {
        return jpeg_with_xmp(file, packet);
    }
    return is_webp(file) ? webp_with_xmp(file, packet) : std::nullopt;
}

}  // namespace destudio::image

// SPDX-License-Identifier: Apache-2.0
#include <climits>

#include "core/image/exif.h"
#include "core/image/image_header.h"
#include "core/image/png_chunks.h"

namespace destudio::image {

namespace {

constexpr std::uint32_t kMaxTextBytes = 1U << 20U;

// ImageMagick keeps EXIF data as text: "\nexif\n      32\n45786966…", hexadecimal.
std::string from_raw_profile(const std::string& text) {
    std::size_t at = 0;
    for (int line = 0; line < 3; ++line) {
        at = text.find('\n', at);
        if (at == std::string::npos) {
            return {};
        }
        ++at;
    }
    std::string bytes;
    int high = -1;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        const int digit = c >= '0' && c <= '9' ? c - '0' : (c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1);
        if (digit < 0) {
            continue;
        }
        if (high < 0) {
            high = digit;
        } else {
            bytes.push_back(static_cast<char>(high * 16 + digit));
            high = -1;
        }
    }
    return bytes;
}

int text_orientation(const std::string& type, const std::string& data) {
    const auto [keyword, text] = png_text(type, data);
    if (keyword == "Raw profile type exif") {
        return exif_orientation(from_raw_profile(text));
    }
    return keyword == "XML:com.adobe.xmp" ? xmp_orientation(text) : 1;
}

}  // namespace

std::optional<ImageHeader> read_png_header(const ByteSource& source) {
    ImageHeader header;
    header.format = ImageFormat::kPng;
    bool has_exif = false;
    const auto visit = [&](const std::string& type, std::uint64_t at, std::uint32_t length) {
        if (type == "IHDR" && length >= 8) {
            const auto data = source.read(at, 8);
            if (data && big_u32(*data, 0) <= INT_MAX && big_u32(*data, 4) <= INT_MAX) {
                header.stored = {static_cast<int>(big_u32(*data, 0)), static_cast<int>(big_u32(*data, 4))};
            }
        } else if (type == "eXIf" && length <= kMaxTextBytes) {
            header.orientation = exif_orientation(source.read(at, length).value_or(""));
            has_exif = true;
        } else if ((type == "tEXt" || type == "iTXt") && length <= kMaxTextBytes && !has_exif &&
                   header.orientation == 1) {
            header.orientation = text_orientation(type, source.read(at, length).value_or(""));
        }
        return true;
    };
    header.complete = visit_png_chunks(source, visit);
    return header;
}

}  // namespace destudio::image

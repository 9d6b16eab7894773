// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_header.h"

#include "core/base/error.h"

namespace destudio::image {

namespace {

bool starts_with(std::string_view bytes, std::string_view magic) {
    return bytes.substr(0, magic.size()) == magic;
}

std::string first_bytes(const ByteSource& source) {
    constexpr std::uint64_t kCount = 16;
    return source.read(0, std::min(kCount, source.size())).value_or("");
}

std::optional<ImageHeader> read_known(const ByteSource& source, const std::string& start, const std::string& name) {
    using namespace std::string_view_literals;
    if (starts_with(start, "\xFF\xD8\xFF"sv)) {
        return read_jpeg_header(source);
    }
    if (starts_with(start, "\x89PNG\r\n\x1A\n"sv)) {
        return read_png_header(source);
    }
    if (starts_with(start, "RIFF"sv) && start.substr(std::min<std::size_t>(8, start.size()), 4) == "WEBP") {
        return read_webp_header(source);
    }
    if (starts_with(start, "II*\0"sv) || starts_with(start, "MM\0*"sv)) {
        return read_tiff_header(source);
    }
    if (starts_with(start, "BM"sv)) {
        return read_bmp_header(source);
    }
    if (start.size() > 2 && start[0] == 'P' && start[1] >= '1' && start[1] <= '6' &&
        std::string_view(" \t\r\n#").find(start[2]) != std::string_view::npos) {
        return read_pnm_header(source);
    }
    if (starts_with(start, "\0\0\0\x0CjP  \r\n"sv)) {
        return read_jpeg2000_header(source);
    }
    if (starts_with(start, "GIF8"sv)) {
        throw FormatError(name + " is a GIF image, which is not supported. Convert it to PNG.");
    }
    throw FormatError(name + " is not an image of a known format. JPEG, PNG, WebP, TIFF, BMP, PNM and JPEG 2000 work.");
}

}  // namespace

ImageHeader read_image_header(const ByteSource& source, const std::string& name) {
    const std::string start = first_bytes(source);
    if (start.empty()) {
        throw FormatError(name + " is empty.");
    }
    const auto header = read_known(source, start, name);
    if (!header || header->stored.width < 1 || header->stored.height < 1) {
        throw FormatError(name + " has a damaged image header or is cut short.");
    }
    return *header;
}

}  // namespace destudio::image

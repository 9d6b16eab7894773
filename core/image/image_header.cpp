// SPDX-License-Identifier: Apache-2.0
#include "core/image/image_header.h"

#include <array>

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

// What ISO's container holds, by its brand: HEIC, AVIF and films look alike but for it.
std::string kind_of_container(std::string_view brand) {
    if (brand == "avif" || brand == "avis") {
        return "an AVIF image";
    }
    if (brand.starts_with("he") || brand == "mif1" || brand == "msf1") {
        return "an HEIC (HEIF) image";
    }
    return brand == "crx " ? "a raw photograph (CR3)" : "a film (MP4 or MOV)";
}

// Files that people keep among pictures but that are not read, so that the error can name them; empty for others.
std::string other_kind(std::string_view start) {
    using namespace std::string_view_literals;
    if (start.size() >= 12 && start.substr(4, 4) == "ftyp") {
        return kind_of_container(start.substr(8, 4));
    }
    struct Kind {
        std::string_view magic;
        const char* name;
    };
    static constexpr std::array kKinds{
        Kind{"GIF8"sv, "a GIF image"},
        Kind{"\xFF\x0A"sv, "a JPEG XL image"},
        Kind{"\0\0\0\x0CJXL "sv, "a JPEG XL image"},
        Kind{"8BPS"sv, "a Photoshop file"},
        Kind{"\0\0\1\0"sv, "an icon (ICO)"},
        Kind{"II+\0"sv, "a BigTIFF image"},
        Kind{"MM\0+"sv, "a BigTIFF image"},
        Kind{"DDS "sv, "a DDS texture"},
        Kind{"qoif"sv, "a QOI image"},
        Kind{"\x76\x2F\x31\x01"sv, "an OpenEXR image"},
        Kind{"#?RADIANCE"sv, "a Radiance HDR image"},
        Kind{"FUJIFILMCCD-RAW"sv, "a raw photograph (RAF)"},
        Kind{"IIRO"sv, "a raw photograph (ORF)"},
        Kind{"<svg"sv, "an SVG drawing"},
        Kind{"<?xml"sv, "XML (an SVG drawing?)"},
        Kind{"<!DOCTYPE"sv, "a web page (HTML)"},
        Kind{"<!doctype"sv, "a web page (HTML)"},
        Kind{"<html"sv, "a web page (HTML)"},
        Kind{"<HTML"sv, "a web page (HTML)"},
        Kind{"%PDF"sv, "a PDF document"},
        Kind{"PK\3\4"sv, "a ZIP archive"},
        Kind{"\x1A\x45\xDF\xA3"sv, "a film (Matroska or WebM)"},
        Kind{"version https://git-lfs"sv.substr(0, 15), "a pointer of Git LFS, not the picture itself"},
    };
    for (const Kind& kind : kKinds) {
        if (starts_with(start, kind.magic)) {
            return kind.name;
        }
    }
    return start.substr(0, 4) == "RIFF" && start.substr(std::min<std::size_t>(8, start.size()), 3) == "AVI"
               ? "a film (AVI)"
               : "";
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
    if (const std::string kind = other_kind(start); !kind.empty()) {
        throw FormatError(name + " is " + kind + ", which is not supported. Convert it to PNG or JPEG.");
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

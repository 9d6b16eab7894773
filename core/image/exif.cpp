// SPDX-License-Identifier: Apache-2.0
#include "core/image/exif.h"

#include <climits>

namespace destudio::image {

namespace {

constexpr std::uint32_t kWidthTag = 256;
constexpr std::uint32_t kHeightTag = 257;
constexpr std::uint32_t kOrientationTag = 274;
constexpr std::uint32_t kSampleFormatTag = 339;
constexpr std::uint32_t kIeeeFloat = 3;

int valid_orientation(std::uint32_t value) {
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

}  // namespace

std::optional<TiffTags> read_tiff_tags(const ByteSource& source, std::uint64_t base) {
    constexpr std::uint64_t kEntryBytes = 12;
    const auto start = source.read(base, 8);
    if (!start) {
        return std::nullopt;
    }
    const bool little = start->substr(0, 2) == "II";
    const auto u16 = [little](std::string_view b, std::size_t i) { return little ? little_u16(b, i) : big_u16(b, i); };
    const auto u32 = [little](std::string_view b, std::size_t i) { return little ? little_u32(b, i) : big_u32(b, i); };
    if ((!little && start->substr(0, 2) != "MM") || u16(*start, 2) != 42) {
        return std::nullopt;
    }
    const std::uint64_t directory = base + u32(*start, 4);
    const auto count = source.read(directory, 2);
    if (!count) {
        return std::nullopt;
    }
    TiffTags tags;
    const std::uint32_t entries = u16(*count, 0);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const auto entry = source.read(directory + 2 + i * kEntryBytes, kEntryBytes);
        if (!entry) {
            return std::nullopt;
        }
        constexpr std::uint32_t kShort = 3;
        constexpr std::uint32_t kLong = 4;
        const std::uint32_t type = u16(*entry, 2);
        if (type != kShort && type != kLong) {
            continue;
        }
        const std::uint32_t value = type == kShort ? u16(*entry, 8) : u32(*entry, 8);
        const std::uint32_t tag = u16(*entry, 0);
        if (tag == kOrientationTag) {
            tags.orientation = valid_orientation(value);
        } else if (tag == kSampleFormatTag && u32(*entry, 4) <= 2) {  // more values lie elsewhere
            tags.floating_point = value == kIeeeFloat;
        } else if (tag == kSampleFormatTag) {
            const auto first = source.read(base + u32(*entry, 8), 2);
            tags.floating_point = first && u16(*first, 0) == kIeeeFloat;
        } else if ((tag == kWidthTag || tag == kHeightTag) && value > INT_MAX) {
            return std::nullopt;
        } else if (tag == kWidthTag) {
            tags.size.width = static_cast<int>(value);
        } else if (tag == kHeightTag) {
            tags.size.height = static_cast<int>(value);
        }
    }
    return tags;
}

int exif_orientation(std::string_view exif) {
    using namespace std::string_view_literals;
    if (exif.substr(0, 6) == "Exif\0\0"sv) {
        exif.remove_prefix(6);
    }
    const MemorySource source(exif);
    const auto tags = read_tiff_tags(source);
    return tags ? tags->orientation : 1;
}

int xmp_orientation(std::string_view xmp) {
    constexpr std::string_view kName = "tiff:Orientation";
    auto at = xmp.find(kName);
    if (at == std::string_view::npos) {
        return 1;
    }
    at += kName.size();
    // An attribute, tiff:Orientation="3", or an element, <tiff:Orientation>3</...>.
    at = xmp.find_first_not_of(" =\"'>", at);
    if (at == std::string_view::npos || xmp[at] < '1' || xmp[at] > '8') {
        return 1;
    }
    return xmp[at] - '0';
}

}  // namespace destudio::image

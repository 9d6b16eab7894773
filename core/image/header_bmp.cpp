// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "core/image/image_header.h"

namespace destudio::image {

std::optional<ImageHeader> read_bmp_header(const ByteSource& source) {
    constexpr std::uint32_t kOldHeaderBytes = 12;
    const auto start = source.read(14, 12);
    if (!start) {
        return std::nullopt;
    }
    if (little_u32(*start, 0) == kOldHeaderBytes) {
        return ImageHeader{
            ImageFormat::kBmp, {static_cast<int>(little_u16(*start, 4)), static_cast<int>(little_u16(*start, 6))}, 1};
    }
    const auto width = static_cast<std::int32_t>(little_u32(*start, 4));
    const auto height = static_cast<std::int32_t>(little_u32(*start, 8));  // negative: stored top to bottom
    if (width < 1 || height == INT32_MIN) {
        return std::nullopt;
    }
    return ImageHeader{.format = ImageFormat::kBmp, .stored = {width, std::abs(height)}};
}

}  // namespace destudio::image

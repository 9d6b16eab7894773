// SPDX-License-Identifier: Apache-2.0
#include <climits>

#include "core/image/image_header.h"

namespace destudio::image {

// Boxes of length, type, content; "jp2h" holds "ihdr" with height and width first.
std::optional<ImageHeader> read_jpeg2000_header(const ByteSource& source) {
    std::uint64_t at = 0;
    constexpr int kMaxBoxes = 10000;
    for (int box = 0; box < kMaxBoxes; ++box) {
        const auto start = source.read(at, 8);
        if (!start) {
            return std::nullopt;
        }
        const std::uint64_t length = big_u32(*start, 0);
        const std::string type = start->substr(4);
        if (type == "jp2h") {
            at += 8;
            continue;
        }
        if (type == "ihdr") {
            const auto data = source.read(at + 8, 8);
            if (!data || big_u32(*data, 0) > INT_MAX || big_u32(*data, 4) > INT_MAX) {
                return std::nullopt;
            }
            return ImageHeader{
                ImageFormat::kJpeg2000, {static_cast<int>(big_u32(*data, 4)), static_cast<int>(big_u32(*data, 0))}, 1};
        }
        if (length < 8) {
            return std::nullopt;
        }
        at += length;
    }
    return std::nullopt;
}

}  // namespace destudio::image

// SPDX-License-Identifier: Apache-2.0
#include "core/image/exif.h"
#include "core/image/image_header.h"

namespace destudio::image {

std::optional<ImageHeader> read_tiff_header(const ByteSource& source) {
    const auto tags = read_tiff_tags(source);
    if (!tags) {
        return std::nullopt;
    }
    return ImageHeader{.format = ImageFormat::kTiff,
                       .stored = tags->size,
                       .orientation = tags->orientation,
                       .floating_point = tags->floating_point};
}

}  // namespace destudio::image

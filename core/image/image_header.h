// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/base/geometry.h"
#include "core/image/byte_source.h"

namespace destudio::image {

enum class ImageFormat { kJpeg, kPng, kWebp, kTiff, kBmp, kPnm, kJpeg2000 };

/// What a file says about itself before its pixels are decoded.
struct ImageHeader {
    ImageFormat format = ImageFormat::kPng;
    Size stored{};                ///< as the pixels lie in the file
    int orientation = 1;          ///< EXIF tag 274: 1 upright, 2..4 mirrored or turned over, 5..8 also swap the sides
    bool complete = true;         ///< false: the file is known to end too early (so far noticed for PNG)
    bool floating_point = false;  ///< samples are no whole numbers (TIFF)
    bool animated = false;        ///< several frames (WebP), of which the first is read

    Size oriented() const { return orientation >= 5 ? Size{stored.height, stored.width} : stored; }
};

/// @param name what to call the file in errors
/// @throws FormatError when it is no image of a known format, or its header is cut short or makes no sense
ImageHeader read_image_header(const ByteSource& source, const std::string& name);

/// Whether the mark that ends a JPEG is among the last bytes. Without it the file was cut short; decoders make up the
/// rest or refuse it.
bool has_jpeg_end(const ByteSource& source);

// One reader for each format; nothing when the file is damaged. The caller has checked the first bytes.
std::optional<ImageHeader> read_jpeg_header(const ByteSource& source);
std::optional<ImageHeader> read_png_header(const ByteSource& source);
std::optional<ImageHeader> read_webp_header(const ByteSource& source);
std::optional<ImageHeader> read_tiff_header(const ByteSource& source);
std::optional<ImageHeader> read_bmp_header(const ByteSource& source);
std::optional<ImageHeader> read_pnm_header(const ByteSource& source);
std::optional<ImageHeader> read_jpeg2000_header(const ByteSource& source);

}  // namespace destudio::image

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "core/base/geometry.h"
#include "core/image/byte_source.h"

namespace destudio::image {

/// The entries of a TIFF's first directory that matter here; EXIF data has the same layout.
struct TiffTags {
    Size size;                    ///< tags 256 and 257, zero where missing
    int orientation = 1;          ///< tag 274; 1 where missing or not in 1..8
    bool floating_point = false;  ///< tag 339 says 3
};

/// @param base offset of the TIFF header ("II*\0" or "MM\0*") in the source
/// @return nothing when the directory is damaged
std::optional<TiffTags> read_tiff_tags(const ByteSource& source, std::uint64_t base = 0);

/// Orientation in EXIF data, with or without the prefix "Exif\0\0"; 1 when there is none or it is damaged, because a
/// broken EXIF block does not make the picture unusable.
int exif_orientation(std::string_view exif);

/// Orientation in an XMP packet (tiff:Orientation), 1 when there is none.
int xmp_orientation(std::string_view xmp);

}  // namespace destudio::image

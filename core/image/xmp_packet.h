// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/image/byte_source.h"

namespace destudio::image {

/// Keyword of the PNG text that holds XMP.
inline constexpr const char* kXmpKeyword = "XML:com.adobe.xmp";

/// The XMP packet of a PNG (iTXt), JPEG (APP1) or WebP (chunk "XMP ") file: untrusted text of at most 1 MiB. Nothing
/// where there is none, the file is of another format or it is damaged before the packet.
std::optional<std::string> read_xmp(const ByteSource& source);

/// The bytes of a PNG, JPEG or WebP file with this packet in place of the one that it has; an empty packet takes that
/// out. Pixels and all other parts stay as they are, byte for byte.
/// @return nothing where the file is of another format or damaged, or the packet is too long for a JPEG (65,502 bytes)
std::optional<std::string> with_xmp(std::string_view file, std::string_view packet);

}  // namespace destudio::image

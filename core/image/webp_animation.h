// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/geometry.h"

namespace destudio::image {

/// The first frame of an animated WebP as a file of its own.
struct WebpFrame {
    std::string file;
    int x = 0;  ///< where it lies on the canvas, in pixels
    int y = 0;
    Size size{};
};

/// Nothing when the bytes are no animation or end within the frame.
std::optional<WebpFrame> first_webp_frame(std::string_view bytes);

}  // namespace destudio::image

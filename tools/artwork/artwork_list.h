// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <opencv2/core/types.hpp>
#include <span>
#include <string_view>

namespace destudio::artwork {

/// Turns one range of hues into another: a red bicycle from a blue one, natural skin from emoji yellow.
struct Recoloring {
    double from_hue = 0;  ///< degrees; the range may be the full circle, 0 to 360
    double to_hue = 0;    ///< from_hue == to_hue: no recoloring
    double new_hue = 0;
    double saturation = 1;   ///< factor
    double value = 1;        ///< factor
    double least_value = 0;  ///< darker pixels stay as they are
};

/// One artwork of the atlas.
struct Artwork {
    std::string_view class_name;
    std::string_view name;     ///< unique within its class
    char32_t code_point = 0;   ///< drawn by the emoji font; 0: by draw_artwork(drawing)
    std::string_view drawing;  ///< own drawing; with a code point: the pot that it stands in
    bool test_only = false;
    std::array<Recoloring, 2> recolorings{};  ///< a pixel follows the first rule that fits it
    cv::Rect2d crop{0, 0, 1, 1};              ///< part of the glyph that is used, as fractions
    bool doubled = false;                     ///< cut off at its right edge: completed by its own mirror image
};

/// Every artwork, in the order of the Pascal VOC classes.
std::span<const Artwork> artworks();

}  // namespace destudio::artwork

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"
#include "core/world/canvas.h"
#include "core/world/sprite_atlas.h"

namespace destudio::world {

/// Where and how a sprite stands in the picture; positions and sizes are fractions of the picture's side.
struct Placement {
    int sprite = 0;
    double cx = 0.5;  ///< centre
    double cy = 0.5;
    double width = 0.5;  ///< of the unrotated sprite
    double height = 0.5;
    double angle = 0;  ///< radians, clockwise on the screen
    bool flipped = false;
    Color tint{1, 1, 1};  ///< multiplies the sprite's colors
};

/// Box of the rotated sprite's rectangle, fractions of the side. The visible part is never larger.
Box outline(const Placement& placement);

/// Which object is seen at each pixel of a picture, row by row; -1: none.
using SeenObjects = std::vector<std::int16_t>;

/// Draws the sprite over the canvas and returns the tight box, in pixels, of what is visible of it in the picture
/// (pixels that it covers by a fifth or more). The box is empty when the sprite lies outside.
/// @param seen gets `object` where the sprite covers so much; null: not wanted
Box paint_sprite(Canvas& canvas, const SpriteAtlas& atlas, const Placement& placement, SeenObjects* seen = nullptr,
                 std::int16_t object = 0);

}  // namespace destudio::world

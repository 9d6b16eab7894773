// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// Draws the sprite over the canvas and returns the tight box, in pixels, of what is visible of it in the picture
/// (pixels that it covers by a fifth or more). The box is empty when the sprite lies outside.
Box paint_sprite(Canvas& canvas, const SpriteAtlas& atlas, const Placement& placement);

}  // namespace destudio::world

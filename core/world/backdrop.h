// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/base/random.h"
#include "core/world/canvas.h"
#include "core/world/class_traits.h"

namespace destudio::world {

/// What placement and caption need to know about a painted backdrop.
struct Backdrop {
    BackdropKind kind = BackdropKind::kPlain;
    bool has_ground = false;  ///< things stand between ground_top and the lower edge
    double ground_top = 0;    ///< fraction of the side: horizon, shore or foot of the wall
    double shadow = 0;        ///< opacity of contact shadows, 0 for none
    std::string_view phrase;  ///< "on a meadow"
};

/// Paints sky and ground, a room, or a pattern in soft colors.
Backdrop paint_backdrop(Canvas& canvas, BackdropKind kind, Random& random);

}  // namespace destudio::world

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mask_runs.h"

namespace destudio {

/// Square pixels inside a ring, above 0 for one that runs clockwise on a screen (y downwards).
inline double signed_area(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Corner& next = ring[(i + 1) % ring.size()];
        twice += ring[i].x * next.y - next.x * ring[i].y;
    }
    return twice / 2;
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geometry.h"
#include "core/base/mask_runs.h"

namespace destudio {

/// Detections below this are noise: they are dropped at once and not kept with the variant, so no threshold is lower.
inline constexpr double kMinStoredScore = 0.05;
/// The score from which a detection is shown and becomes an annotation, unless somebody chose another.
inline constexpr double kDefaultThreshold = 0.3;

/// What an adapter says: a box with a class and a score. An annotation is what the dataset will say.
struct Detection {
    Box box;              ///< pixels of the image it was found in, clipped to it
    int class_index = 0;  ///< index into the adapter's class list
    double score = 0;     ///< in [0,1]
    Outline outline{};    ///< its shape, where the adapter has a mask head; pixels as the box; empty: none
};

}  // namespace destudio

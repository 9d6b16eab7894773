// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geometry.h"

namespace destudio {

/// What an adapter says: a box with a class and a score. An annotation is what the dataset will say.
struct Detection {
    Box box;              ///< pixels of the image it was found in, clipped to it
    int class_index = 0;  ///< index into the adapter's class list
    double score = 0;     ///< in [0,1]
};

}  // namespace destudio

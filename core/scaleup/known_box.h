// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geometry.h"

namespace destudio::scaleup {

/// A labelled object of a picture.
struct KnownBox {
    Box box;              ///< pixels of the oriented picture
    int class_index = 0;  ///< index into the adapter's classes; -1: a class that it does not have
};

}  // namespace destudio::scaleup

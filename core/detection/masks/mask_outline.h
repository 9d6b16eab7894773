// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mask_runs.h"

namespace destudio::detection {

/// The line at which a square of probabilities passes one half, between the middles of its cells, as rings in the
/// pixels of the box that the square covers. Few points: those that say less than a fifth of a cell are left out, and
/// parts that are tiny beside the largest. Empty where nothing reaches one half.
/// @param probabilities side * side values in [0,1], row by row
Outline outline_of_probabilities(const float* probabilities, int side, const Box& box);

/// A ring without the points that are less than `tolerance` off the line between their neighbours (Douglas and
/// Peucker).
Ring simplified(const Ring& ring, double tolerance);

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/map/vector_set.h"

namespace destudio {

/// Vectors as seen along the axes of their largest variance, those first, around their mean: what they have in common
/// is gone, and distances are about what they were. Signs of axes are settled, so the same vectors give the same
/// answer.
/// @param axes wanted at most; at least 1
VectorSet along_principal_axes(const VectorSet& vectors, std::size_t axes);

}  // namespace destudio

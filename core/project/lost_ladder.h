// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

namespace destudio {

/// How many objects of a reference's ground truth survive in none of its variants, where that is all of them; else 0.
/// Objects outside of a variant's crop do not count there, failed and rejected variants do not count at all.
/// @param threshold  detections below do not count
std::size_t objects_lost_everywhere(Project& project, RowId reference_id, double threshold);

}  // namespace destudio

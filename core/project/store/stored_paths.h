// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;

/// Paths as the project stores them, relative where they lie below it, and the other way round.
GenerationSettings with_stored_paths(GenerationSettings settings, const ProjectDatabase& database);
GenerationSettings with_absolute_paths(GenerationSettings settings, const ProjectDatabase& database);

}  // namespace destudio

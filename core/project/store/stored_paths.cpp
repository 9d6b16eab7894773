// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/stored_paths.h"

#include "core/project/store/project_database.h"

namespace destudio {

GenerationSettings with_stored_paths(GenerationSettings settings, const ProjectDatabase& database) {
    for (auto* path : {&settings.bundle, &settings.adapter}) {
        if (!path->empty()) {
            *path = database.stored_path(*path);
        }
    }
    return settings;
}

GenerationSettings with_absolute_paths(GenerationSettings settings, const ProjectDatabase& database) {
    for (auto* path : {&settings.bundle, &settings.adapter}) {
        if (!path->empty()) {
            *path = database.absolute_path(path->string());
        }
    }
    return settings;
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/project/version_overview.h"

#include <algorithm>

namespace destudio {

VersionOverview version_overview(Project& project) {
    VersionOverview overview;
    auto counts = project.versions().counts();
    for (ProjectVersion& version : project.versions().all()) {
        const RowId id = version.id;
        overview.versions.push_back({std::move(version), counts[id], project.versions().exports(id)});
    }
    std::reverse(overview.versions.begin(), overview.versions.end());
    overview.now = counts[0];
    return overview;
}

}  // namespace destudio

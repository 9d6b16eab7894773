// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/project/project.h"

namespace destudio {

/// A version with what it held and what was exported of it.
struct VersionLine {
    ProjectVersion version;
    VersionCounts counts;
    std::vector<VersionExport> exports;  ///< the oldest first
};

struct VersionOverview {
    std::vector<VersionLine> versions;  ///< the newest first
    VersionCounts now;
};

/// Reads all that versions wrote down: call it on a worker.
VersionOverview version_overview(Project& project);

}  // namespace destudio

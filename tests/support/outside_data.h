// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>

namespace destudio::test {

/// Folder of data that are too large for the repository, or not ours to give away: DESTUDIO_OUTSIDE_DATA, else `shared`
/// beside the repository. Tests of such data stand in classes of their own, which are listed as skipped where it is
/// missing; what the repository holds is enough to test every module.
inline std::filesystem::path outside_data() {
    const char* folder = std::getenv("DESTUDIO_OUTSIDE_DATA");
    return folder != nullptr ? std::filesystem::path(folder) : std::filesystem::path(DESTUDIO_SOURCE_DIR) / "../shared";
}

}  // namespace destudio::test

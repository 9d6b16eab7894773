// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/project/project.h"

namespace destudio {

/// Pictures of variants in the project's folder that the project does not name and did not remove: it is older than
/// they are (a restored backup, a lost write-ahead log), or they belong to another project of the same name, or a
/// killed program had not noted them yet. They are never deleted. Reads the folder: call it on a worker with a reading
/// project.
std::vector<std::filesystem::path> unknown_pictures(Project& project);

struct PictureRecovery {
    std::size_t recovered = 0;
    /// Those that stay unknown: without a recipe inside, or of a reference that the project does not have.
    std::vector<std::filesystem::path> left;
};

/// Makes variants of unknown pictures again, from the recipe that each carries, below the reference with its content.
/// They come as not reviewed, with the boxes of nobody: detections are not in the picture. One durable step.
/// @throws CancelledError, IoError; nothing is changed then
PictureRecovery recover_pictures(Project& project, const std::stop_token& stop = {});

}  // namespace destudio

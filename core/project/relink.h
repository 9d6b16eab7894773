// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/project/project.h"

namespace destudio {

/// References whose file is not where the project says. Asks the file system for each: call it on a worker with a
/// reading project.
std::vector<Reference> missing_references(Project& project);

/// Looks for moved references below `folder`: by file name first, and only a file with the same bytes (SHA-256) counts;
/// what has a new name is found by its bytes among the images that are left. @return the references that were found,
/// with their new paths, for ReferenceStore::update_paths(). @throws CancelledError, IoError when there is no folder
std::vector<Reference> find_moved(const std::vector<Reference>& missing, const std::filesystem::path& folder,
                                  std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio

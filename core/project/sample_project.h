// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "core/project/project.h"

namespace destudio {

/// A new project with sample references, the ladders that come with them, and the model that knows them. The pictures
/// are copied into the project's folder, because the installed ones may be replaced by an update.
/// @param bundle  whose sample (sample_sets()); empty: the built-in bundle
/// @throws IoError when `file` exists or the sample is missing
std::unique_ptr<Project> create_sample_project(const std::filesystem::path& file,
                                               const std::filesystem::path& bundle = {});

}  // namespace destudio

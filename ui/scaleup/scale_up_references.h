// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/scaleup/reference_set.h"

namespace destudio::ui {

/// The references of a project for a scale-up, with their classes matched by name. Opens the project for reading, so
/// call it on a worker. @throws as Project::open_for_reading
scaleup::ReferenceSet scale_up_references(const std::filesystem::path& project,
                                          const std::vector<std::string>& adapter_classes);

}  // namespace destudio::ui

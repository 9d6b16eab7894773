// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio::detection {

/// Class names in a detector's order: a JSON list, a JSON object with "classes" or "categories" (COCO), or, where the
/// file does not end in .json, a name a line.
/// @throws IoError, FormatError
std::vector<std::string> read_class_list(const std::filesystem::path& file);

}  // namespace destudio::detection

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/dataset/io/format.h"

namespace destudio::dataset {

/// Reads a list of tasks: Label Studio's JSON, JSON_MIN, or what versions before 1.0 wrote ("completions").
/// @throws IoError, FormatError
ReadResult read_label_studio(const std::filesystem::path& file, const ReadOptions& options);

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/dataset/io/format.h"

namespace destudio::dataset {

/// Reads an annotations.xml of CVAT, "for images" or "for video". @throws IoError, FormatError
ReadResult read_cvat(const std::filesystem::path& file, const ReadOptions& options);

}  // namespace destudio::dataset

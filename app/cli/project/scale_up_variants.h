// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/project/variant_import.h"

namespace destudio::cli {

/// The pictures that a scale-up keeps, with all raw detections, whatever their score.
/// @throws IoError, FormatError when the folder is no scale-up or damaged
VariantScan scan_scale_up(const std::filesystem::path& folder);

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/dataset/model/combine.h"

namespace destudio::dataset {

/// A merge table: {"from": "to"}; a class that becomes "" is left out.
/// @throws IoError, FormatError
ClassMap read_class_map(const std::filesystem::path& file);

}  // namespace destudio::dataset

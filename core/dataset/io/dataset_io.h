// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/dataset/io/format.h"

namespace destudio::dataset {

/// Opens a dataset folder as exports leave it, or its annotation file; pictures that it lists twice are warnings.
/// @throws IoError when there is nothing at `path`, and what DatasetFormat::read throws
ReadResult open_dataset(const DatasetFormat& format, const std::filesystem::path& path,
                        const ReadOptions& options = {});

}  // namespace destudio::dataset

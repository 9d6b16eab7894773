// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/dataset/io/format.h"

namespace destudio::dataset {

/// Opens a dataset folder as exports leave it, or its annotation file. What only shows when all of it is known is told:
/// pictures that are listed twice, or that two names were taken for (settle_claims()), classes of one name, which
/// become one, and boxes that look like fractions of the picture.
/// @throws IoError when there is nothing at `path`, and what DatasetFormat::read throws
ReadResult open_dataset(const DatasetFormat& format, const std::filesystem::path& path,
                        const ReadOptions& options = {});

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/images/export_names.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// Places every picture in `folder` (place_image) and returns the dataset with the file names as they are there.
/// Progress is told as "export", image by image.
/// @throws IoError, FormatError, CancelledError
Dataset place_images(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& folder,
                     NameStyle style, const std::stop_token& stop, const ProgressSink& progress);

/// Tells one step of an export.
void tell_progress(const ProgressSink& progress, std::size_t done, std::size_t total);

}  // namespace destudio::dataset

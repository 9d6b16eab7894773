// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/dataset.h"
#include "core/dataset/image_source.h"

namespace destudio::dataset {

/// Reads OUT/data.yaml with its images and labels folders (a folder or the yaml itself). Image sizes come from the
/// image files.
/// @throws IoError, FormatError
ReadResult read_yolo(const std::filesystem::path& path);

/// Leaves OUT/images/{train,val,test}, OUT/labels/{train,val,test} and OUT/data.yaml; images without a split are in
/// train. An image without boxes has an empty label file. All or nothing, as write_coco().
/// @throws IoError, FormatError, CancelledError
void write_yolo(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
                std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// The data.yaml of a folder (or `path` itself when it is a yaml file), empty when there is none.
std::filesystem::path find_yolo_yaml(const std::filesystem::path& path);

/// The label file of a picture, as the loaders find it: the last folder called "images" becomes "labels".
std::filesystem::path yolo_label_file(const std::filesystem::path& image);

/// Reads OUT/data.yaml with its images and labels folders (a folder or the yaml itself). Image sizes come from the
/// image files.
/// @param images stands for the folder "images" when the pictures are elsewhere
/// @throws IoError, FormatError
ReadResult read_yolo(const std::filesystem::path& path, const std::filesystem::path& images = {});

/// Leaves OUT/images, OUT/labels and OUT/data.yaml. With splits the yaml names OUT/train.txt, val.txt and test.txt,
/// which list the images; without them it names the folder. An image without boxes has an empty label file; ignored
/// regions are left out, because YOLO has none. All or nothing, as write_coco().
/// @throws UsageError when there is no class, or OUT/images already holds pictures that are not part of this export,
/// because loaders would
///         take them for background; IoError, FormatError, CancelledError
void write_yolo(const Dataset& dataset, const ImageSource& source, const std::filesystem::path& out,
                std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset

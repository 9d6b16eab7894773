// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include "core/base/progress.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// The label file of a picture, as the loaders find it: the last folder called "images" becomes "labels".
std::filesystem::path yolo_label_file(const std::filesystem::path& image);

/// Reads a YOLO dataset: a folder with a data.yaml (or the yaml itself), one of Darknet, or pictures with label files
/// alone; see yolo_layout.h. Image sizes come from the image files. What the columns of the labels are: yolo_labels.h.
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

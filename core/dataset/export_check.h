// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/dataset_io.h"

namespace destudio::dataset {

/// Reads a dataset folder back and checks it as strictly as the strictest loaders do (pycocotools, detectron2,
/// mmdetection, torchvision, Ultralytics). No issue means that all of them accept it.
/// @throws IoError, FormatError when it cannot be read at all
std::vector<Issue> check_export(Format format, const std::filesystem::path& path,
                                const std::filesystem::path& images = {});

}  // namespace destudio::dataset

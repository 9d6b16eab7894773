// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/io/dataset_io.h"

namespace destudio::dataset {

/// What a check found, and the dataset as far as it could be read.
struct CheckResult {
    ReadResult read;
    std::vector<Issue> issues;  ///< those of reading included
};

/// Reads a dataset and checks it as strictly as the strictest loaders do (pycocotools, detectron2, mmdetection,
/// torchvision, Ultralytics). A file that makes no sense as a whole is one issue among others.
/// @throws IoError when there is nothing to check
CheckResult check_dataset(const DatasetFormat& format, const std::filesystem::path& path,
                          const ReadOptions& options = {});

/// The errors and warnings of check_dataset(), without notes. None means that all loaders accept it.
std::vector<Issue> check_export(const DatasetFormat& format, const std::filesystem::path& path,
                                const ReadOptions& options = {});

}  // namespace destudio::dataset

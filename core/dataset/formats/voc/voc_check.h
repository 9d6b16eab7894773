// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// What detectron2, mmdetection and torchvision stumble over in Pascal VOC datasets, beyond what reading them reports.
/// @param path a folder or an annotation file, as for read_voc()
/// @param read what read_voc() made of it
/// @throws IoError when it is no such folder
void check_voc(const std::filesystem::path& path, const ReadResult& read, std::vector<Issue>& issues);

}  // namespace destudio::dataset

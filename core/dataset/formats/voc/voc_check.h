// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// What detectron2, mmdetection and torchvision stumble over in a Pascal VOC folder, beyond what reading it reports.
/// @throws IoError when it is no such folder
void check_voc_folder(const std::filesystem::path& path, std::vector<Issue>& issues);

}  // namespace destudio::dataset

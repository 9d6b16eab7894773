// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// What pycocotools, detectron2, mmdetection and torchvision stumble over in an annotation file, beyond what reading it
/// reports. One pass over the text; nothing is kept but the ids.
/// @throws IoError, FormatError when it is no COCO file at all
void check_coco_file(const std::filesystem::path& file, std::vector<Issue>& issues);

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/io/split_folders.h"

namespace destudio::dataset {

/// The annotation files of a folder: annotations.json as exports leave it, _annotations.coco.json in train, valid and
/// test (Roboflow), instances_*.json, else captions_*.json (COCO), in annotations or the folder itself, or the only
/// JSON file there that looks right; a file stands for itself. Empty when there is none.
std::vector<Part> find_coco_parts(const std::filesystem::path& path);

/// Whether a file's first bytes are those of a COCO file.
bool starts_like_coco(const std::filesystem::path& file);

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "core/dataset/io/split_folders.h"

namespace destudio::dataset {

/// The COCO files of a folder.
struct CocoFiles {
    std::vector<Part> parts;                    ///< to be read
    std::vector<std::filesystem::path> others;  ///< COCO files that are not; all of them where parts is empty
};

/// A file stands for itself. Of a folder, the first of these that is there: annotations.json as exports leave it; a
/// file in each folder of a split (_annotations.coco.json of Roboflow, annotations.json, labels.json, or the only COCO
/// file there or in annotations below); in annotations or in the folder itself instances_*.json, else
/// person_keypoints_*.json, else captions_*.json, else the files whose names tell a split (train.json), else the only
/// COCO file. No parts when there is none, or several and nothing tells them apart.
CocoFiles find_coco_files(const std::filesystem::path& path);

/// Whether a file's first bytes are those of a COCO file.
bool starts_like_coco(const std::filesystem::path& file);

}  // namespace destudio::dataset

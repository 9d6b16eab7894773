// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace destudio::dataset {

/// One annotation file of a dataset folder.
struct CocoPart {
    std::filesystem::path file;
    std::string split;  ///< what its name says: "train", "val", "test" or empty
};

/// The annotation files of a folder: annotations.json as exports leave it, _annotations.coco.json in train, valid and
/// test (Roboflow), annotations/instances_*.json (COCO), or the only JSON file in annotations; a file stands for
/// itself. Empty when there is none.
std::vector<CocoPart> find_coco_parts(const std::filesystem::path& path);

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/evaluation/coco_evaluation.h"

namespace destudio::evaluation {

/// What is compared: boxes, or the masks of "segmentation", which each entry then has to have.
enum class CocoShapes { kBoxes, kMasks };

/// Ground truth in the COCO format: "images", "categories", "annotations" (with "bbox" as [x,y,w,h]; "area" defaults to
/// w*h, "iscrowd", "difficult" and "id" to 0 / the position). Ids may be any 64-bit integer, also
/// written as 1.0 or "1". With masks "width" and "height" of the images are needed, and "bbox" is not.
/// @param name what to call the source in errors
/// @throws FormatError naming the entry at fault
CocoGroundTruths parse_ground_truths(const nlohmann::json& json, const std::string& name,
                                     CocoShapes shapes = CocoShapes::kBoxes);

/// Detections: a list of {"image_id","category_id","bbox","score"}, or an object with such a list under "annotations".
/// With masks there is a "segmentation" (run lengths as text or numbers, or polygons), and "bbox" may be missing.
/// @param truths whose images' sizes masks need
/// @throws FormatError naming the entry at fault
std::vector<CocoResult> parse_results(const nlohmann::json& json, const std::string& name);
std::vector<CocoResult> parse_mask_results(const nlohmann::json& json, const std::string& name,
                                           const CocoGroundTruths& truths);

/// Read and parse. @throws IoError, FormatError
CocoGroundTruths read_ground_truths(const std::filesystem::path& path, CocoShapes shapes = CocoShapes::kBoxes);
std::vector<CocoResult> read_results(const std::filesystem::path& path);
std::vector<CocoResult> read_mask_results(const std::filesystem::path& path, const CocoGroundTruths& truths);

}  // namespace destudio::evaluation

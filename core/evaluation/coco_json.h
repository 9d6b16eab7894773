// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/evaluation/coco_evaluation.h"

namespace destudio::evaluation {

/// Ground truth in the COCO format: "images", "categories", "annotations" (with "bbox" as [x,y,w,h]; "area" defaults to
/// w*h, "iscrowd", "difficult" and "id" to 0 / the position). Ids may be any 64-bit integer, also
/// written as 1.0 or "1".
/// @param name what to call the source in errors
/// @throws FormatError naming the entry at fault
CocoGroundTruths parse_ground_truths(const nlohmann::json& json, const std::string& name);

/// Detections: a list of {"image_id","category_id","bbox","score"}, or an object with such a list under "annotations".
/// @throws FormatError naming the entry at fault
std::vector<CocoResult> parse_results(const nlohmann::json& json, const std::string& name);

/// Read and parse. @throws IoError, FormatError
CocoGroundTruths read_ground_truths(const std::filesystem::path& path);
std::vector<CocoResult> read_results(const std::filesystem::path& path);

}  // namespace destudio::evaluation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/dataset/model/dataset.h"
#include "core/engine/recipe.h"

namespace destudio {

/// Adds a variant to a dataset: its image with the prompt as caption, and an annotation for each detection from
/// `threshold` on, to be reviewed. The image's id is its place in the dataset.
void append_variant(dataset::Dataset& dataset, const std::string& file_name, const Recipe& recipe,
                    const std::vector<Detection>& detections, double threshold);

/// A line of recipes.jsonl, line break included. @param file_name relative to the dataset's folder
std::string recipe_line(const std::string& file_name, const Recipe& recipe);
/// @param recipe_json a recipe's JSON object in one line
std::string recipe_line(const std::string& file_name, const std::string& recipe_json);

}  // namespace destudio

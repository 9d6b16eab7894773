// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/dataset/model/dataset.h"
#include "core/engine/recipe/recipe.h"

namespace destudio {

/// Adds a variant to a dataset: its image with the prompt as caption, and an annotation for each detection from
/// `threshold` on, to be reviewed. The image's id is its place in the dataset.
/// @param reference file name of what it was made of
void append_variant(dataset::Dataset& dataset, const std::string& file_name, const std::string& reference,
                    const Recipe& recipe, const std::vector<Detection>& detections, double threshold);

/// Members of a variant's entry in COCO's "images": "synthetic", "reference" (a file name), "reference_hash" and
/// "recipe_hash" (SHA-256 of the recipe's text), as dataset::Image::extra has them.
std::string synthetic_members(const std::string& reference, const std::string& reference_hash,
                              const std::string& recipe_json);

/// A line of recipes.jsonl, line break included. @param file_name relative to the dataset's folder
std::string recipe_line(const std::string& file_name, const Recipe& recipe);
/// @param recipe_json a recipe's JSON object in one line
std::string recipe_line(const std::string& file_name, const std::string& recipe_json);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/engine/recipe/recipe.h"
#include "core/image/image_io.h"

namespace destudio {

/// The texts of a variant's PNG: its recipe, and the mark that says a model made it (core/image/source_mark.h).
/// @param marked false: the recipe alone
PngText variant_texts(const Recipe& recipe, bool marked = true);
/// @param recipe_json a recipe's JSON object, written as it stands
PngText variant_texts(const std::string& recipe_json, double encode_ratio, bool marked = true);

}  // namespace destudio

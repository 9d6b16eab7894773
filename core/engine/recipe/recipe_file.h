// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/engine/recipe/recipe.h"

namespace destudio {

/// Reads a recipe from a JSON file (a recipe alone, or a recipes.jsonl with one line) or from a PNG, JPEG
/// or WebP that carries one.
/// @throws IoError, FormatError naming the file and what is wrong with it
Recipe read_recipe(const std::filesystem::path& file);

}  // namespace destudio

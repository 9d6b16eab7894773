// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace destudio::training {

/// A key of a recipe and what it decides, one sentence. Keys of objects inside are written with a dot.
struct RecipeKey {
    std::string key;
    std::string what;
};

/// Every key of a detector's recipe but those below "model".
std::vector<RecipeKey> detector_recipe_keys();
/// Every key of an adapter's recipe but those below "model".
std::vector<RecipeKey> adapter_recipe_keys();
/// Every key below "model" of a framework, those that follow from the training left out.
/// @param framework dino, retinanet or faster_rcnn  @param on_pixels with a backbone of its own
std::vector<RecipeKey> model_recipe_keys(const std::string& framework, bool on_pixels);
/// Every key of a base model's recipe.
std::vector<RecipeKey> base_recipe_keys();
/// Every key of a LoRA's recipe.
std::vector<RecipeKey> lora_recipe_keys();

}  // namespace destudio::training

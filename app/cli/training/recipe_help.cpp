// SPDX-License-Identifier: Apache-2.0
#include "app/cli/training/recipe_help.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/training/detector/adapter_recipe.h"
#include "core/training/detector/recipe_keys.h"
#include "core/training/lora/lora_recipe.h"

namespace destudio::cli {

namespace {

using training::RecipeKey;

/// The value at "boxes.pool_size", as JSON; empty where there is none.
std::string default_of(const nlohmann::json& defaults, const std::string& key) {
    const auto dot = key.find('.');
    const auto found = defaults.is_object() ? defaults.find(key.substr(0, dot)) : defaults.end();
    if (!defaults.is_object() || found == defaults.end()) {
        return {};
    }
    return dot == std::string::npos ? found->dump() : default_of(*found, key.substr(dot + 1));
}

std::string key_lines(const std::vector<RecipeKey>& keys, const nlohmann::json& defaults, const std::string& prefix) {
    std::string text;
    for (const RecipeKey& entry : keys) {
        const std::string value = entry.key == "model" ? std::string() : default_of(defaults, entry.key);
        text += "  " + prefix + entry.key + (value.empty() ? "" : " (" + value + ")") + "\n      " + entry.what + "\n";
    }
    return text;
}

/// What to_json() of an adapter's recipe has in common with a detector's.
nlohmann::json as_json(const training::DetectorRecipe& recipe) {
    training::AdapterRecipe same;
    static_cast<training::DetectorRecipe&>(same) = recipe;
    nlohmann::json json = training::to_json(same);
    json["teacher"] = training::to_json(recipe.teacher);
    return json;
}

constexpr const char* kIntroduction =
    "A recipe is a JSON file with what differs from the defaults, which stand in brackets; a key that is not in this "
    "list is an error.\n\n";

}  // namespace

void add_recipe_help(CLI::App& command, std::function<std::string()> text) {
    command.add_flag_callback(
        "--help-recipe",
        [text = std::move(text)] {
            std::cout << text();
            throw CLI::Success();
        },
        "Describe every key of the recipe");
}

std::string detector_recipe_help() {
    const training::DetectorRecipe defaults;
    std::string text = kIntroduction + key_lines(training::detector_recipe_keys(), as_json(defaults), "");
    for (const char* framework : {"retinanet", "faster_rcnn", "dino"}) {
        training::DetectorRecipe recipe;
        recipe.framework = framework;
        text += "\n\"model\" of " + std::string(framework) + ":\n";
        text += key_lines(training::model_recipe_keys(framework, true), training::detector_config(recipe, {"a class"}),
                          "model.");
    }
    return text;
}

std::string adapter_recipe_help() {
    const training::AdapterRecipe defaults;
    std::string text = kIntroduction + key_lines(training::adapter_recipe_keys(), training::to_json(defaults), "");
    for (const char* framework : {"dino", "retinanet", "faster_rcnn"}) {
        training::AdapterRecipe recipe;
        recipe.framework = framework;
        // Stable Diffusion's levels; a smaller U-Net has fewer channels.
        const auto config = training::adapter_config(recipe, {960, 1600, 1920, 3840}, 8, {"a class"});
        text += "\n\"model\" of " + std::string(framework) + ":\n";
        text += key_lines(training::model_recipe_keys(framework, false), config, "model.");
    }
    return text;
}

std::string lora_recipe_help() {
    return kIntroduction + key_lines(training::lora_recipe_keys(), training::to_json(training::LoraRecipe()), "");
}

std::string base_recipe_help() {
    return "A recipe is a JSON file; a key that is not in this list is an error. models/recipes/clipart-base.json is "
           "one.\n\n" +
           key_lines(training::base_recipe_keys(), {}, "");
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_recipe.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/training/recipe_reader.h"

namespace destudio::training {

namespace {

void require(bool good, const std::string& name, const std::string& what) {
    if (!good) {
        throw ConfigError(name + ": " + what + ".");
    }
}

void check(const AdapterRecipe& recipe, const std::string& name) {
    require(recipe.steps > 0, name, "steps must be above 0");
    require(recipe.batch > 0, name, "batch must be above 0");
    require(recipe.image_size >= 16 && recipe.image_size <= 2048, name, "image_size must be 16 to 2048");
    require(recipe.learning_rate > 0, name, "learning_rate must be above 0");
    require(recipe.max_gradient_norm > 0, name, "max_gradient_norm must be above 0");
    require(recipe.ema_decay >= 0 && recipe.ema_decay < 1, name, "ema_decay must be at least 0 and below 1");
    require(recipe.feature_repeats > 0, name, "feature_repeats must be above 0");
    require(recipe.evaluation_images > 0, name, "evaluation_images must be above 0");
    require(recipe.flip_probability >= 0 && recipe.flip_probability <= 1, name, "flip_probability must be 0 to 1");
    require(recipe.checkpoint_every > 0, name, "checkpoint_every must be above 0");
    require(recipe.evaluate_every > 0, name, "evaluate_every must be above 0");
    require(recipe.min_timestep >= 0 && recipe.min_timestep <= recipe.max_timestep && recipe.max_timestep < 1000, name,
            "min_timestep and max_timestep must rise and lie in 0 to 999");
    require(recipe.dtype == "float32" || recipe.dtype == "bfloat16", name,
            "dtype is \"" + recipe.dtype + "\", it must be float32 or bfloat16");
}

}  // namespace

double AdapterRecipe::learning_rate_at(std::int64_t step) const {
    const double warm = std::min(1.0, static_cast<double>(step + 1) / static_cast<double>(warmup_steps + 1));
    const bool decayed = static_cast<double>(step) >= std::floor(decay_at * static_cast<double>(steps));
    return learning_rate * warm * (decayed ? decay_factor : 1.0);
}

AdapterRecipe parse_adapter_recipe(const nlohmann::json& json, const std::string& name) {
    AdapterRecipe recipe;
    RecipeReader reader(json, name);
    reader.read("seed", recipe.seed);
    reader.read("image_size", recipe.image_size);
    reader.read("steps", recipe.steps);
    reader.read("batch", recipe.batch);
    reader.read("learning_rate", recipe.learning_rate);
    reader.read("warmup_steps", recipe.warmup_steps);
    reader.read("decay_at", recipe.decay_at);
    reader.read("decay_factor", recipe.decay_factor);
    reader.read("weight_decay", recipe.weight_decay);
    reader.read("max_gradient_norm", recipe.max_gradient_norm);
    reader.read("ema_decay", recipe.ema_decay);
    reader.read("feature_repeats", recipe.feature_repeats);
    reader.read("flip_probability", recipe.flip_probability);
    reader.read("min_timestep", recipe.min_timestep);
    reader.read("max_timestep", recipe.max_timestep);
    reader.read("dtype", recipe.dtype);
    reader.read("checkpoint_every", recipe.checkpoint_every);
    reader.read("evaluate_every", recipe.evaluate_every);
    reader.read("evaluation_images", recipe.evaluation_images);
    reader.read("model", recipe.model);
    reader.finish();
    check(recipe, name);
    return recipe;
}

AdapterRecipe read_adapter_recipe(const std::filesystem::path& path) {
    return parse_adapter_recipe(read_json(path), path.string());
}

detection::DinoConfig adapter_config(const AdapterRecipe& recipe, const std::vector<std::int64_t>& channels,
                                     const std::vector<std::string>& classes) {
    detection::DinoConfig small;
    small.embed_dim = 96;
    small.num_heads = 4;
    small.feedforward_dim = 256;
    small.num_encoder_layers = 2;
    small.num_decoder_layers = 3;
    small.num_queries = 60;
    small.select_box_nums_for_evaluation = 100;
    small.dn_number = 30;
    small.group_norm_groups = 16;
    small.in_features.clear();
    small.in_channels.clear();
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const std::string name = "div" + std::to_string(1 << i);
        small.in_features.push_back(name);
        small.in_channels[name] = channels[i];
    }
    small.num_feature_levels = small.num_inputs();
    small.classes = classes;
    small.num_classes = static_cast<std::int64_t>(classes.size());

    const nlohmann::json defaults = detection::to_json(small);
    const std::string name = "The recipe's model";
    nlohmann::json merged = defaults;
    for (const auto& [key, value] : recipe.model.items()) {
        require(defaults.contains(key) && key != "classes" && key != "num_classes" && key != "in_channels", name,
                "unknown key \"" + key + "\"");
        merged[key] = value;
    }
    if (!recipe.model.contains("select_box_nums_for_evaluation") && merged["num_queries"].is_number_integer()) {
        merged["select_box_nums_for_evaluation"] = std::min(
            small.select_box_nums_for_evaluation, merged["num_queries"].get<std::int64_t>() * small.num_classes);
    }
    return detection::parse_dino_config(merged, name);
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#include "core/training/distillation/distillation_recipe.h"

#include <cmath>

#include "core/base/json.h"
#include "core/training/loop/recipe_reader.h"

namespace destudio::training {

namespace {

constexpr int kMaxSide = 4096;
constexpr int kMaxPoints = 1000;

void require_distillation(bool holds, const std::string& name, const std::string& key, const std::string& rule) {
    if (!holds) {
        throw ConfigError(name + ": " + key + " must be " + rule + ".");
    }
}

void check(const DistillationRecipe& r, const std::string& name) {
    const auto require = [&name](bool holds, const char* key, const std::string& rule) {
        require_distillation(holds, name, key, rule);
    };
    const auto positive = [&](double value, const char* key) {
        require(std::isfinite(value) && value > 0, key, "above 0");
    };
    require(r.image_size >= 0 && r.image_size <= kMaxSide, "image_size", "from 0 to " + std::to_string(kMaxSide));
    require(r.dtype == "float32" || r.dtype == "bfloat16", "dtype", "float32 or bfloat16");
    require(r.batch >= 1 && r.batch <= kMaxBatch, "batch", "from 1 to " + std::to_string(kMaxBatch));
    positive(static_cast<double>(r.checkpoint_every), "checkpoint_every");
    positive(static_cast<double>(r.steps), "steps");
    positive(static_cast<double>(r.scenes), "scenes");
    positive(r.learning_rate.base, "learning_rate");
    positive(r.huber_delta, "huber_delta");
    positive(r.timestep_scaling, "timestep_scaling");
    require(r.ema_decay >= 0 && r.ema_decay < 1, "ema_decay", "at least 0 and below 1");
    require(r.weight_decay >= 0, "weight_decay", "at least 0");
    require(r.guidance_scale >= 1 && r.guidance_scale <= 100, "guidance_scale", "from 1 to 100");
    require(r.grid_points >= 2 && r.grid_points <= kMaxPoints, "grid_points", "from 2 to 1000");
    require(r.skip >= 1 && r.skip <= r.grid_points, "skip", "from 1 to grid_points");
    require(r.solver_steps >= 1 && r.solver_steps <= kMaxPoints, "solver_steps", "from 1 to 1000");
}

}  // namespace

DistillationRecipe parse_distillation_recipe(const nlohmann::json& json, const std::string& name) {
    DistillationRecipe recipe;
    RecipeReader reader(json, name);
    reader.read("name", recipe.name);
    reader.read("seed", recipe.seed);
    reader.read("image_size", recipe.image_size);
    reader.read("dtype", recipe.dtype);
    reader.read("checkpoint_every", recipe.checkpoint_every);
    reader.read("steps", recipe.steps);
    reader.read("batch", recipe.batch);
    reader.read("scenes", recipe.scenes);
    reader.read("learning_rate", recipe.learning_rate.base);
    reader.read("warmup_steps", recipe.learning_rate.warmup_steps);
    reader.read("decay_fraction", recipe.learning_rate.decay_fraction);
    reader.read("weight_decay", recipe.weight_decay);
    reader.read("ema_decay", recipe.ema_decay);
    reader.read("guidance_scale", recipe.guidance_scale);
    reader.read("grid_points", recipe.grid_points);
    reader.read("skip", recipe.skip);
    reader.read("solver_steps", recipe.solver_steps);
    reader.read("huber_delta", recipe.huber_delta);
    reader.read("timestep_scaling", recipe.timestep_scaling);
    reader.finish();
    check(recipe, name);
    return recipe;
}

DistillationRecipe read_distillation_recipe(const std::filesystem::path& path) {
    return parse_distillation_recipe(read_json(path), path.string());
}

}  // namespace destudio::training

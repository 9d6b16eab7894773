// SPDX-License-Identifier: Apache-2.0
#include "core/training/adapter_trainer.h"

#include "core/base/error.h"
#include "core/training/adapter_features.h"
#include "core/training/adapter_inputs.h"
#include "core/training/detector_training.h"

namespace destudio::training {

namespace {

nlohmann::json notes(const AdapterRecipe& recipe) {
    nlohmann::json json = training_notes(recipe);
    json["min_timestep"] = recipe.min_timestep;
    json["max_timestep"] = recipe.max_timestep;
    return json;
}

/// Deformable attention needs float32.
torch::ScalarType adapter_dtype(const AdapterRecipe& recipe) {
    return recipe.framework == "retinanet" && recipe.is_bfloat16() ? torch::kBFloat16 : torch::kFloat32;
}

}  // namespace

AdapterTrainingResult train_adapter(const AdapterTrainingRun& run) {
    const AdapterRecipe& recipe = run.recipe;
    AdapterFeatures features(run.bundle, run.device, recipe.is_bfloat16() ? torch::kBFloat16 : torch::kFloat32);
    if (recipe.image_size % features.factor() != 0) {
        throw ConfigError("The recipe's image_size must be a multiple of " + std::to_string(features.factor()) +
                          ", the autoencoder's reduction.");
    }
    torch::manual_seed(recipe.seed);
    const auto adapter = detection::make_detector(
        adapter_config(recipe, features.channels(), features.factor(), run.training.classes()), "The recipe's model");
    adapter->to(run.device);
    AdapterInputs inputs(features, recipe.min_timestep, recipe.max_timestep);
    const auto result =
        train({"adapter", recipe, *adapter, inputs, adapter_dtype(recipe), recipe.feature_repeats, run.training,
               run.held_out, run.out, run.out / "adapter", notes(recipe), run.device, run.stop, run.progress});
    return {result.best_ap, result.best_ap50, result.best_step, result.folder};
}

}  // namespace destudio::training

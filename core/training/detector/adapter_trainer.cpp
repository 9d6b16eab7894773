// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_trainer.h"

#include "core/base/error.h"
#include "core/detection/adapter.h"
#include "core/detection/detector_factory.h"
#include "core/nn/models/unet_2d_condition.h"
#include "core/training/detector/adapter_inputs.h"
#include "core/training/detector/adapter_start.h"
#include "core/training/sources/relabelled_source.h"

namespace destudio::training {

namespace {

nlohmann::json notes(const AdapterRecipe& recipe) {
    nlohmann::json json = training_notes(recipe);
    json["min_timestep"] = recipe.min_timestep;
    json["max_timestep"] = recipe.max_timestep;
    json["prompts"] = recipe.prompts;
    return json;
}

/// Deformable attention needs float32.
torch::ScalarType adapter_dtype(const detection::Adapter& adapter, const AdapterRecipe& recipe) {
    const bool dino = adapter.config().at("framework") == nlohmann::json("dino");
    return !dino && recipe.is_bfloat16() ? torch::kBFloat16 : torch::kFloat32;
}

/// A fresh adapter for the frozen model, or the one to train further.
std::unique_ptr<detection::Adapter> first_adapter(const AdapterTrainingRun& run,
                                                  const diffusion::StableDiffusionBundle& bundle) {
    if (!run.start_from.empty()) {
        const auto known = detection::load_adapter(run.start_from)->classes();
        auto adapter = load_adapter_for(run.start_from, joined_classes(known, run.training.classes()));
        detection::check_adapter_fit(adapter->config(), nn::feature_channels(bundle.unet_config()),
                                     (run.start_from / "config.json").string());
        return adapter;
    }
    return detection::make_detector(
        adapter_config(run.recipe, nn::feature_channels(bundle.unet_config()), bundle.factor(), run.training.classes()),
        "The recipe's model");
}

}  // namespace

DetectorTrainingResult train_adapter(const AdapterTrainingRun& run) {
    const AdapterRecipe& recipe = run.recipe;
    diffusion::StableDiffusionBundle bundle(run.bundle,
                                            {recipe.is_bfloat16() ? torch::kBFloat16 : torch::kFloat32, run.device});
    if (recipe.image_size % bundle.factor() != 0) {
        throw ConfigError("The recipe's image_size must be a multiple of " + std::to_string(bundle.factor()) +
                          ", the autoencoder's reduction.");
    }
    torch::manual_seed(recipe.seed);
    const auto adapter = first_adapter(run, bundle);
    adapter->to(run.device);
    AdapterInputs inputs(bundle, recipe.min_timestep, recipe.max_timestep, recipe.prompts == "captions");
    const RelabelledSource training(run.training, adapter->classes());
    const RelabelledSource held_out(run.held_out, adapter->classes());
    return train({"adapter", recipe, *adapter, inputs, adapter_dtype(*adapter, recipe), recipe.feature_repeats,
                  training, held_out, run.out, run.out / "adapter", notes(recipe), run.device, run.stop, run.progress,
                  run.choices});
}

}  // namespace destudio::training

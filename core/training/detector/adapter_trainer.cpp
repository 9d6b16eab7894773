// SPDX-License-Identifier: Apache-2.0
#include "core/training/detector/adapter_trainer.h"

#include <optional>

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/detection/adapter.h"
#include "core/detection/detector_factory.h"
#include "core/detection/masks/masked_detector.h"
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
        if (run.recipe.masks && !adapter->config().contains("masks")) {
            return std::make_unique<detection::MaskedDetector>(std::move(adapter), detection::MaskHeadConfig{},
                                                               (run.start_from / "config.json").string());
        }
        return adapter;
    }
    return detection::make_detector(
        adapter_config(run.recipe, nn::feature_channels(bundle.unet_config()), bundle.factor(), run.training.classes()),
        "The recipe's model");
}

void tell_of(const FeatureCache& cache) {
    constexpr double kBytesPerGigabyte = 1 << 30;
    spdlog::info("Features of {} pictures were in {}, those of {} were computed; it holds {:.1f} of {:.1f} GB",
                 cache.hits(), cache.options().folder.string(), cache.misses(),
                 static_cast<double>(cache.bytes()) / kBytesPerGigabyte,
                 static_cast<double>(cache.options().max_bytes) / kBytesPerGigabyte);
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
    std::optional<FeatureCache> cache;
    if (!run.feature_cache.folder.empty()) {
        cache.emplace(run.feature_cache, model_content(bundle));
    }
    AdapterInputs inputs(bundle, recipe.min_timestep, recipe.max_timestep, recipe.prompts == "captions",
                         cache ? &*cache : nullptr);
    const RelabelledSource training(run.training, adapter->classes());
    const RelabelledSource held_out(run.held_out, adapter->classes());
    const auto result = train({"adapter", recipe, *adapter, inputs, adapter_dtype(*adapter, recipe),
                               recipe.feature_repeats, training, held_out, run.out, run.out / "adapter", notes(recipe),
                               run.device, run.stop, run.progress, run.choices, recipe.feature_draws, run.peers});
    if (cache) {
        tell_of(*cache);
    }
    return result;
}

}  // namespace destudio::training

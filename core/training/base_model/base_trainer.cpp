// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/base_trainer.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/json_read.h"
#include "core/training/base_model/autoencoder_trainer.h"
#include "core/training/base_model/base_networks.h"
#include "core/training/base_model/bundle_part.h"
#include "core/training/base_model/diffusion_trainer.h"
#include "core/training/base_model/tokenizer_builder.h"

namespace destudio::training {

namespace {

using nlohmann::json;

void write_json(const std::filesystem::path& path, const json& value) {
    write_file_atomically(path, value.dump(2) + "\n");
}

void write_tokenizer(const BaseTrainingRun& run) {
    const auto folder = run.bundle() / "tokenizer";
    if (std::filesystem::exists(folder / "special_tokens_map.json")) {
        return;
    }
    std::vector<std::string> captions;
    for (int i = 0; i < run.recipe.tokenizer.captions; ++i) {
        captions.push_back(run.pictures.training->caption(static_cast<std::uint64_t>(i)));
    }
    build_tokenizer(captions, run.recipe.tokenizer.merges, folder);
}

/// A bundle to start from brings its autoencoder, unless that learns, and tokenizer along: its U-Net knows no other
/// latents and token ids.
void adopt_parts(const BaseTrainingRun& run) {
    std::vector<std::string> parts = {"tokenizer"};
    if (run.recipe.autoencoder.grow == 1 && !run.adapts_autoencoder()) {
        parts.emplace_back("vae");
    }
    for (const auto& part : parts) {
        adopt_part(run.start_from, run.bundle(), part);
    }
}

/// What the bundle to start from says of its own training; null when it says nothing.
json trained_before(const BaseTrainingRun& run) {
    const auto file = run.start_from / "bundle.json";
    const json bundle = std::filesystem::exists(file) ? read_json(file) : json();
    return bundle.is_object() ? bundle.value("trained", json()) : json();
}

/// For bundle.json: what a reader must know to judge the model, and to train it again.
json how_trained(const BaseTrainingRun& run) {
    const BaseRecipe& recipe = run.recipe;
    json trained = {{"data", run.pictures.description},
                    {"image_size", recipe.image_size},
                    {"seed", recipe.seed},
                    {"dtype", recipe.dtype}};
    if (recipe.diffusion.steps > 0) {
        trained["unet"] = {{"steps", recipe.diffusion.steps},
                           {"batch", recipe.diffusion.batch},
                           {"scenes", recipe.diffusion.scenes},
                           {"prediction_type", recipe.diffusion.prediction_type}};
    }
    if (run.start_from.empty() || recipe.autoencoder.grow > 1 || run.adapts_autoencoder()) {
        trained["vae"] = {{"steps", recipe.autoencoder.steps}, {"batch", recipe.autoencoder.batch}};
    }
    if (!run.start_from.empty()) {
        trained["started_from"] = {{"name", run.start_from.filename().string()}, {"trained", trained_before(run)}};
        if (recipe.autoencoder.grow > 1) {
            trained["vae"]["grown"] = recipe.autoencoder.grow;
        }
    }
    return trained;
}

void write_model_index(const BaseTrainingRun& run) {
    const json scheduler = {{"_class_name", "DDIMScheduler"},
                            {"beta_start", 0.00085},
                            {"beta_end", 0.012},
                            {"beta_schedule", "scaled_linear"},
                            {"num_train_timesteps", 1000},
                            {"prediction_type", run.recipe.diffusion.prediction_type},
                            {"clip_sample", false},
                            {"set_alpha_to_one", false},
                            {"steps_offset", 1}};
    const auto autoencoder =
        json_value<std::string>(read_json(run.bundle() / "vae" / "config.json"), "_class_name", "AutoencoderKL");
    const char* library = autoencoder == "AutoencoderKL" ? "diffusers" : "destudio";
    const json index = {
        {"_class_name", "StableDiffusionPipeline"},          {"scheduler", {"diffusers", "DDIMScheduler"}},
        {"text_encoder", {"transformers", "CLIPTextModel"}}, {"tokenizer", {"transformers", "CLIPTokenizer"}},
        {"unet", {"diffusers", "UNet2DConditionModel"}},     {"vae", {library, autoencoder}}};
    write_json(run.bundle() / "scheduler" / "scheduler_config.json", scheduler);
    write_json(run.bundle() / "model_index.json", index);
    json bundle = {{"name", run.recipe.name},
                   {"domain", run.recipe.domain},
                   {"licence", run.recipe.licence},
                   {"classes", run.pictures.classes},
                   {"trained", how_trained(run)}};
    if (run.recipe.guidance_scale > 0) {
        bundle["guidance_scale"] = run.recipe.guidance_scale;
    }
    write_json(run.bundle() / "bundle.json", bundle);
}

}  // namespace

namespace {

void train_settled(const BaseTrainingRun& run) {
    if (run.start_from.empty()) {
        train_autoencoder(run);
        write_tokenizer(run);
    } else {
        adopt_parts(run);
        if (run.recipe.autoencoder.grow > 1 || run.adapts_autoencoder()) {
            train_autoencoder(run);
        }
    }
    write_model_index(run);
    train_diffusion(run);
}

}  // namespace

void train_base(const BaseTrainingRun& run) {
    const bool grows = run.recipe.autoencoder.grow > 1;
    if (run.start_from.empty() && grows) {
        throw ConfigError("The recipe grows an autoencoder; give the bundle to start from, whose it is.");
    }
    BaseRecipe recipe = run.recipe;
    if (grows && recipe.autoencoder.adapt) {
        throw ConfigError("The recipe both grows and adapts an autoencoder; say one of the two.");
    }
    settle_networks(recipe, run.start_from);
    const CaptionedPicture shape = run.pictures.held_out->get(0);
    if (!grows) {
        check_picture_size(recipe, recipe.autoencoder.config, shape.width, shape.height);
    }
    BaseTrainingRun settled{recipe,     run.pictures, run.out,      run.start_from,
                            run.device, run.stop,     run.progress, run.show_samples};
    train_settled(settled);
}

}  // namespace destudio::training

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
#include "core/training/base_model/diffusion_trainer.h"
#include "core/training/base_model/tokenizer_builder.h"
#include "core/world/scene_renderer.h"

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
    // Captions do not depend on the pictures' size, so the smallest that can be drawn will do.
    const world::SceneSpec spec{16, world::Split::kTrain, run.recipe.seed, false};
    std::vector<std::string> captions;
    for (int i = 0; i < run.recipe.tokenizer.captions; ++i) {
        captions.push_back(world::render_scene(run.atlas, spec, static_cast<std::uint64_t>(i)).caption);
    }
    build_tokenizer(captions, run.recipe.tokenizer.merges, folder);
}

/// A bundle to start from brings its autoencoder, unless that grows, and tokenizer along: its U-Net knows no other
/// latents and token ids.
void adopt_parts(const BaseTrainingRun& run) {
    std::vector<std::string> parts = {"tokenizer"};
    if (run.recipe.autoencoder.grow == 1) {
        parts.emplace_back("vae");
    }
    for (const auto& part : parts) {
        const auto target = run.bundle() / part;
        if (std::filesystem::exists(target)) {
            continue;
        }
        const auto partial = run.bundle() / (part + ".partial");
        try {
            std::filesystem::remove_all(partial);
            std::filesystem::create_directories(run.bundle());
            std::filesystem::copy(run.start_from / part, partial, std::filesystem::copy_options::recursive);
            std::filesystem::rename(partial, target);
        } catch (const std::filesystem::filesystem_error& error) {
            throw IoError("Could not copy " + (run.start_from / part).string() + " to " + target.string() + ": " +
                          error.code().message() + ".");
        }
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
    json trained = {{"data", "rendered scenes of " + std::to_string(run.atlas.sprites().size()) + " artworks"},
                    {"image_size", recipe.image_size},
                    {"seed", recipe.seed},
                    {"dtype", recipe.dtype}};
    if (recipe.diffusion.steps > 0) {
        trained["unet"] = {{"steps", recipe.diffusion.steps},
                           {"batch", recipe.diffusion.batch},
                           {"scenes", recipe.diffusion.scenes},
                           {"prediction_type", recipe.diffusion.prediction_type}};
    }
    if (run.start_from.empty() || recipe.autoencoder.grow > 1) {
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
    write_json(run.bundle() / "bundle.json", {{"name", run.recipe.name},
                                              {"domain", run.recipe.domain},
                                              {"licence", run.recipe.licence},
                                              {"classes", run.atlas.classes()},
                                              {"trained", how_trained(run)}});
}

}  // namespace

void train_base(const BaseTrainingRun& run) {
    if (run.start_from.empty()) {
        if (run.recipe.autoencoder.grow > 1) {
            throw ConfigError("The recipe grows an autoencoder; give the bundle to start from, whose it is.");
        }
        train_autoencoder(run);
        write_tokenizer(run);
    } else {
        adopt_parts(run);
        if (run.recipe.autoencoder.grow > 1) {
            train_autoencoder(run);
        }
    }
    write_model_index(run);
    train_diffusion(run);
}

}  // namespace destudio::training

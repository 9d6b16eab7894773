// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/base_recipe.h"

#include "core/base/json.h"
#include "core/training/loop/recipe_reader.h"

namespace destudio::training {

namespace {

void read_learning_rate(RecipeReader& reader, LearningRate& rate) {
    reader.read("learning_rate", rate.base);
    reader.read("warmup_steps", rate.warmup_steps);
    reader.read("decay_fraction", rate.decay_fraction);
}

void require_positive(const std::string& key, double value) {
    if (!(value > 0)) {
        throw ConfigError("The recipe's " + key + " must be above 0.");
    }
}

void require_batch(const std::string& key, int value) {
    if (value < 1 || value > kMaxBatch) {
        throw ConfigError("The recipe's " + key + " is " + std::to_string(value) + "; it has to be from 1 to " +
                          std::to_string(kMaxBatch) + ".");
    }
}

AutoencoderRecipe read_autoencoder(RecipeReader reader, AutoencoderRecipe recipe) {
    reader.read("steps", recipe.steps);
    reader.read("batch", recipe.batch);
    reader.read("crop", recipe.crop);
    read_learning_rate(reader, recipe.learning_rate);
    reader.read("kl_weight", recipe.kl_weight);
    reader.read("edge_weight", recipe.edge_weight);
    reader.read("ema_decay", recipe.ema_decay);
    reader.read("config", recipe.config);
    reader.read("grow", recipe.grow);
    reader.finish();
    require_batch("autoencoder batch", recipe.batch);
    require_positive("autoencoder grow", recipe.grow);
    return recipe;
}

TokenizerRecipe read_tokenizer(RecipeReader reader, TokenizerRecipe recipe) {
    reader.read("captions", recipe.captions);
    reader.read("merges", recipe.merges);
    reader.finish();
    require_positive("tokenizer captions", recipe.captions);
    return recipe;
}

DiffusionRecipe read_diffusion(RecipeReader reader, DiffusionRecipe recipe) {
    reader.read("steps", recipe.steps);
    reader.read("batch", recipe.batch);
    reader.read("scenes", recipe.scenes);
    read_learning_rate(reader, recipe.learning_rate);
    reader.read("weight_decay", recipe.weight_decay);
    reader.read("ema_decay", recipe.ema_decay);
    reader.read("caption_dropout", recipe.caption_dropout);
    reader.read("timestep_bias", recipe.timestep_bias);
    reader.read("min_snr_gamma", recipe.min_snr_gamma);
    reader.read("prediction_type", recipe.prediction_type);
    reader.read("unet_config", recipe.unet_config);
    reader.read("text_config", recipe.text_config);
    reader.finish();
    require_batch("diffusion batch", recipe.batch);
    require_positive("diffusion scenes", static_cast<double>(recipe.scenes));
    require_positive("timestep_bias", recipe.timestep_bias);
    if (recipe.prediction_type != "epsilon" && recipe.prediction_type != "v_prediction") {
        throw ConfigError("The recipe's prediction_type is \"" + recipe.prediction_type +
                          "\"; it must be epsilon or v_prediction.");
    }
    return recipe;
}

}  // namespace

BaseRecipe read_base_recipe(const std::filesystem::path& path) {
    const nlohmann::json json = read_json(path);
    BaseRecipe recipe;
    RecipeReader reader(json, path.string());
    reader.read("name", recipe.name);
    reader.read("domain", recipe.domain);
    reader.read("licence", recipe.licence);
    reader.read("seed", recipe.seed);
    reader.read("image_size", recipe.image_size);
    reader.read("dtype", recipe.dtype);
    reader.read("checkpoint_every", recipe.checkpoint_every);
    recipe.autoencoder = read_autoencoder(reader.child("autoencoder"), recipe.autoencoder);
    recipe.tokenizer = read_tokenizer(reader.child("tokenizer"), recipe.tokenizer);
    recipe.diffusion = read_diffusion(reader.child("diffusion"), recipe.diffusion);
    reader.finish();
    require_positive("image_size", recipe.image_size);
    require_positive("checkpoint_every", static_cast<double>(recipe.checkpoint_every));
    if (recipe.dtype != "float32" && recipe.dtype != "bfloat16") {
        throw ConfigError(path.string() + ": dtype is \"" + recipe.dtype + "\"; it must be float32 or bfloat16.");
    }
    return recipe;
}

}  // namespace destudio::training

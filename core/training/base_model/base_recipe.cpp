// SPDX-License-Identifier: Apache-2.0
#include "core/training/base_model/base_recipe.h"

#include <algorithm>
#include <vector>

#include "core/base/json.h"
#include "core/training/loop/recipe_reader.h"

namespace destudio::training {

namespace {

constexpr int kMaxImageSize = 2048;

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
    reader.read("adapt", recipe.adapt);
    reader.finish();
    require_batch("autoencoder batch", recipe.batch);
    require_positive("autoencoder grow", recipe.grow);
    return recipe;
}

void require_word(const std::string& key, const std::string& value, const std::vector<std::string>& words) {
    if (std::find(words.begin(), words.end(), value) == words.end()) {
        std::string known;
        for (const auto& word : words) {
            known += (known.empty() ? "" : word == words.back() ? " or " : ", ") + word;
        }
        throw ConfigError("The recipe's " + key + " is \"" + value + "\"; it has to be " + known + ".");
    }
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
    reader.read("patience", recipe.patience);
    reader.read("unet_config", recipe.unet_config);
    reader.read("text_config", recipe.text_config);
    reader.finish();
    require_batch("diffusion batch", recipe.batch);
    require_positive("diffusion scenes", static_cast<double>(recipe.scenes));
    require_positive("timestep_bias", recipe.timestep_bias);
    if (!recipe.prediction_type.empty() && recipe.prediction_type != "epsilon" &&
        recipe.prediction_type != "v_prediction") {
        throw ConfigError("The recipe's prediction_type is \"" + recipe.prediction_type +
                          "\"; it must be epsilon or v_prediction.");
    }
    return recipe;
}

}  // namespace

PictureRecipe read_picture_recipe(RecipeReader reader, PictureRecipe recipe) {
    reader.read("crop", recipe.crop);
    reader.read("smallest_crop", recipe.smallest_crop);
    reader.read("flips", recipe.flips);
    reader.read("quarter_turns", recipe.quarter_turns);
    reader.read("colour", recipe.colour);
    reader.read("prompts", recipe.prompts);
    reader.finish();
    require_word("crop of pictures", recipe.crop, {"random", "whole"});
    require_word("flips of pictures", recipe.flips, {"none", "horizontal", "vertical", "both"});
    require_word("colour of pictures", recipe.colour, {"auto", "colour", "grey"});
    require_word("prompts of pictures", recipe.prompts, {"auto", "captions", "classes", "domain"});
    if (!(recipe.smallest_crop > 0 && recipe.smallest_crop <= 1)) {
        throw ConfigError("The recipe's smallest_crop of pictures has to be above 0 and at most 1.");
    }
    return recipe;
}

BaseRecipe picture_base_recipe() {
    BaseRecipe recipe;
    recipe.name = "pictures";
    // Not "photo": that word brings suffixes along that a model of one's own has never seen.
    recipe.domain = "picture";
    recipe.licence = "that of the pictures";
    recipe.image_size = 0;
    recipe.checkpoint_every = 200;
    recipe.evaluate_every = 500;
    recipe.guidance_scale = 2;
    recipe.autoencoder.steps = 3000;
    recipe.autoencoder.batch = 8;
    recipe.autoencoder.crop = 128;
    recipe.autoencoder.learning_rate = {1e-3, 50, 0.4};
    recipe.autoencoder.adapt = true;
    recipe.diffusion.steps = 12000;
    recipe.diffusion.batch = 16;
    recipe.diffusion.scenes = 16384;
    recipe.diffusion.learning_rate = {4e-4, 200, 0.25};
    recipe.diffusion.timestep_bias = 1.3;
    recipe.diffusion.patience = 6;
    recipe.diffusion.prediction_type.clear();
    return recipe;
}

BaseRecipe read_base_recipe(const std::filesystem::path& path, BaseRecipe recipe) {
    const nlohmann::json json = read_json(path);
    RecipeReader reader(json, path.string());
    reader.read("name", recipe.name);
    reader.read("domain", recipe.domain);
    reader.read("licence", recipe.licence);
    reader.read("seed", recipe.seed);
    reader.read("image_size", recipe.image_size);
    reader.read("dtype", recipe.dtype);
    reader.read("checkpoint_every", recipe.checkpoint_every);
    reader.read("evaluate_every", recipe.evaluate_every);
    reader.read("guidance_scale", recipe.guidance_scale);
    recipe.pictures = read_picture_recipe(reader.child("pictures"), recipe.pictures);
    recipe.autoencoder = read_autoencoder(reader.child("autoencoder"), recipe.autoencoder);
    recipe.tokenizer = read_tokenizer(reader.child("tokenizer"), recipe.tokenizer);
    recipe.diffusion = read_diffusion(reader.child("diffusion"), recipe.diffusion);
    reader.finish();
    if (recipe.image_size < 0 || recipe.image_size > kMaxImageSize) {
        throw ConfigError("The recipe's image_size is " + std::to_string(recipe.image_size) +
                          "; it has to be at most " + std::to_string(kMaxImageSize) +
                          " pixels, or 0 to choose it from the pictures.");
    }
    if (recipe.evaluate_every < 0 || recipe.diffusion.patience < 0 || !(recipe.guidance_scale >= 0)) {
        throw ConfigError("The recipe's evaluate_every, patience and guidance_scale must not be below 0.");
    }
    require_positive("checkpoint_every", static_cast<double>(recipe.checkpoint_every));
    if (recipe.dtype != "float32" && recipe.dtype != "bfloat16") {
        throw ConfigError(path.string() + ": dtype is \"" + recipe.dtype + "\"; it must be float32 or bfloat16.");
    }
    return recipe;
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#include "core/training/lora/lora_recipe.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/json.h"
#include "core/training/loop/recipe_reader.h"

namespace destudio::training {

namespace {

constexpr int kLargestLoraRank = 1024;
constexpr int kLargestLoraSide = 4096;
constexpr std::array<const char*, 4> kModuleWords = {"attention", "feed_forward", "projections", "convolutions"};

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* known) { return word == known; });
}

PriorRecipe read_prior(RecipeReader reader) {
    PriorRecipe prior;
    reader.read("weight", prior.weight);
    reader.read("prompt", prior.prompt);
    reader.read("generate", prior.generate);
    reader.read("steps", prior.steps);
    reader.read("guidance", prior.guidance);
    reader.finish();
    return prior;
}

}  // namespace

void check_lora_recipe(const LoraRecipe& r, const std::string& name) {
    const auto require = [&](bool holds, const std::string& key, const std::string& rule) {
        if (!holds) {
            throw ConfigError(name + ": " + key + " must be " + rule + ".");
        }
    };
    const auto positive = [&](double value, const char* key) {
        require(std::isfinite(value) && value > 0, key, "above 0");
    };
    const auto up_to = [&](std::int64_t value, std::int64_t least, std::int64_t most, const char* key) {
        require(value >= least && value <= most, key, "from " + std::to_string(least) + " to " + std::to_string(most));
    };
    up_to(r.image_size, 0, kLargestLoraSide, "image_size");
    up_to(r.rank, 1, kLargestLoraRank, "rank");
    up_to(r.conv_rank, 1, kLargestLoraRank, "conv_rank");
    positive(r.alpha, "alpha");
    positive(r.conv_alpha, "conv_alpha");
    require(!r.modules.empty() || r.text_encoder, "modules", "at least one, or text_encoder true");
    for (const auto& word : r.modules) {
        require(std::find(kModuleWords.begin(), kModuleWords.end(), word) != kModuleWords.end(), "modules",
                "among attention, feed_forward, projections and convolutions");
    }
    require(is_one_of(r.dtype, {"float32", "bfloat16"}), "dtype", "float32 or bfloat16");
    require(is_one_of(r.file_dtype, {"float32", "bfloat16", "float16"}), "file_dtype", "float32, bfloat16 or float16");
    positive(static_cast<double>(r.checkpoint_every), "checkpoint_every");
    require(r.evaluate_every >= 0, "evaluate_every", "at least 0");
    require(r.patience >= 0, "patience", "at least 0");
    up_to(r.evaluation_pictures, 1, kMaxBatch, "evaluation_pictures");
    positive(static_cast<double>(r.steps), "steps");
    up_to(r.batch, 1, kMaxBatch, "batch");
    require(r.accumulate >= 1 && r.batch % r.accumulate == 0, "accumulate", "a divisor of batch");
    positive(static_cast<double>(r.crops), "crops");
    positive(r.learning_rate.base, "learning_rate");
    require(r.weight_decay >= 0, "weight_decay", "at least 0");
    require(r.caption_dropout >= 0 && r.caption_dropout <= 1, "caption_dropout", "from 0 to 1");
    positive(r.timestep_bias, "timestep_bias");
    require(r.min_timestep >= 0 && r.min_timestep < r.max_timestep, "min_timestep",
            "at least 0 and below max_timestep");
    require(r.min_snr_gamma >= 0, "min_snr_gamma", "at least 0");
    require(r.prior.weight >= 0, "prior.weight", "at least 0");
    up_to(r.prior.generate, 0, 100000, "prior.generate");
    up_to(r.prior.steps, 1, 1000, "prior.steps");
    require(r.prior.guidance >= 0 && r.prior.guidance <= 100, "prior.guidance", "from 0 to 100");
    require(r.prior.generate == 0 || !r.prior.prompt.empty(), "prior.prompt",
            "there where prior.generate asks for pictures");
}

LoraRecipe parse_lora_recipe(const nlohmann::json& json, const std::string& name) {
    LoraRecipe recipe;
    RecipeReader reader(json, name);
    reader.read("name", recipe.name);
    reader.read("domain", recipe.domain);
    reader.read("trigger", recipe.trigger);
    reader.read("seed", recipe.seed);
    reader.read("image_size", recipe.image_size);
    reader.read("rank", recipe.rank);
    // Usual practice, and the factor stays 1 where only the rank is given.
    recipe.alpha = recipe.rank;
    reader.read("alpha", recipe.alpha);
    reader.read("conv_rank", recipe.conv_rank);
    recipe.conv_alpha = recipe.conv_rank;
    reader.read("conv_alpha", recipe.conv_alpha);
    reader.read("modules", recipe.modules);
    reader.read("text_encoder", recipe.text_encoder);
    reader.read("dtype", recipe.dtype);
    reader.read("file_dtype", recipe.file_dtype);
    reader.read("gradient_checkpointing", recipe.gradient_checkpointing);
    reader.read("checkpoint_every", recipe.checkpoint_every);
    reader.read("evaluate_every", recipe.evaluate_every);
    reader.read("evaluation_pictures", recipe.evaluation_pictures);
    reader.read("patience", recipe.patience);
    reader.read("steps", recipe.steps);
    reader.read("batch", recipe.batch);
    reader.read("accumulate", recipe.accumulate);
    reader.read("crops", recipe.crops);
    reader.read("learning_rate", recipe.learning_rate.base);
    reader.read("warmup_steps", recipe.learning_rate.warmup_steps);
    reader.read("decay_fraction", recipe.learning_rate.decay_fraction);
    reader.read("weight_decay", recipe.weight_decay);
    reader.read("caption_dropout", recipe.caption_dropout);
    reader.read("timestep_bias", recipe.timestep_bias);
    reader.read("min_timestep", recipe.min_timestep);
    reader.read("max_timestep", recipe.max_timestep);
    reader.read("min_snr_gamma", recipe.min_snr_gamma);
    recipe.pictures = read_picture_recipe(reader.child("pictures"), recipe.pictures);
    recipe.prior = read_prior(reader.child("prior"));
    reader.finish();
    check_lora_recipe(recipe, name);
    return recipe;
}

LoraRecipe read_lora_recipe(const std::filesystem::path& path) {
    return parse_lora_recipe(read_json(path), path.string());
}

nlohmann::json to_json(const LoraRecipe& r) {
    return {{"name", r.name},
            {"domain", r.domain},
            {"trigger", r.trigger},
            {"seed", r.seed},
            {"image_size", r.image_size},
            {"rank", r.rank},
            {"alpha", r.alpha},
            {"conv_rank", r.conv_rank},
            {"conv_alpha", r.conv_alpha},
            {"modules", r.modules},
            {"text_encoder", r.text_encoder},
            {"dtype", r.dtype},
            {"file_dtype", r.file_dtype},
            {"gradient_checkpointing", r.gradient_checkpointing},
            {"checkpoint_every", r.checkpoint_every},
            {"evaluate_every", r.evaluate_every},
            {"evaluation_pictures", r.evaluation_pictures},
            {"patience", r.patience},
            {"steps", r.steps},
            {"batch", r.batch},
            {"accumulate", r.accumulate},
            {"crops", r.crops},
            {"learning_rate", r.learning_rate.base},
            {"warmup_steps", r.learning_rate.warmup_steps},
            {"decay_fraction", r.learning_rate.decay_fraction},
            {"weight_decay", r.weight_decay},
            {"caption_dropout", r.caption_dropout},
            {"timestep_bias", r.timestep_bias},
            {"min_timestep", r.min_timestep},
            {"max_timestep", r.max_timestep},
            {"min_snr_gamma", r.min_snr_gamma},
            {"pictures",
             {{"crop", r.pictures.crop},
              {"smallest_crop", r.pictures.smallest_crop},
              {"flips", r.pictures.flips},
              {"quarter_turns", r.pictures.quarter_turns},
              {"colour", r.pictures.colour},
              {"prompts", r.pictures.prompts}}},
            {"prior",
             {{"weight", r.prior.weight},
              {"prompt", r.prior.prompt},
              {"generate", r.prior.generate},
              {"steps", r.prior.steps},
              {"guidance", r.prior.guidance}}}};
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <spdlog/spdlog.h>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/training/recipe_help.h"
#include "app/cli/training/training_data.h"
#include "core/base/error.h"
#include "core/base/output_folder.h"
#include "core/training/lora/lora_trainer.h"
#include "core/training/sources/captioned_world_source.h"

namespace destudio::cli {

namespace {

constexpr int kLargestLoraSize = 4096;
constexpr std::int64_t kMaxLoraSteps = 100'000'000;
constexpr int kMaxMeasuredSteps = 1000;

struct TrainLoraArguments {
    std::string model = "built-in";
    TrainingDataOptions data;
    std::filesystem::path prior;
    std::filesystem::path recipe;
    std::filesystem::path out;
    int size = 0;
    int rank = 0;
    std::int64_t steps = 0;
    int measure = 0;
    bool json = false;
    ComputeOptions compute;
};

/// The recipe's file, and what the command line says instead.
training::LoraRecipe lora_recipe_of(const TrainLoraArguments& options, const std::filesystem::path& model) {
    auto recipe = options.recipe.empty() ? training::LoraRecipe() : training::read_lora_recipe(options.recipe);
    if (options.rank > 0) {
        recipe.rank = options.rank;
        recipe.alpha = options.rank;
    }
    if (options.steps > 0) {
        recipe.steps = options.steps;
    }
    if (options.size > 0) {
        recipe.image_size = options.size;
    }
    if (recipe.image_size == 0) {
        recipe.image_size = training::own_picture_size(model);
    }
    training::check_lora_recipe(recipe, options.recipe.empty() ? "The recipe" : options.recipe.string());
    return recipe;
}

/// What a base model's pictures are cut and described by.
training::BaseRecipe picture_settings(const training::LoraRecipe& recipe) {
    training::BaseRecipe settings;
    settings.domain = recipe.domain;
    settings.seed = recipe.seed;
    settings.image_size = recipe.image_size;
    settings.pictures = recipe.pictures;
    return settings;
}

void measure(const TrainLoraArguments& options, const std::filesystem::path& model, Context& context) {
    const auto recipe = lora_recipe_of(options, model);
    const auto found =
        training::measure_lora(model, recipe, options.measure, torch::Device(computing_device(options.compute)),
                               context.stop, context.progress_sink);
    const double megabytes = static_cast<double>(found.peak_bytes) / 1e6;
    if (options.json) {
        std::cout << nlohmann::ordered_json{{"image_size", recipe.image_size},
                                            {"batch", recipe.batch},
                                            {"dtype", recipe.dtype},
                                            {"gradient_checkpointing", recipe.gradient_checkpointing},
                                            {"layers", found.layers},
                                            {"parameters", found.parameters},
                                            {"seconds_per_step", found.seconds_per_step},
                                            {"peak_mb", megabytes}}
                         .dump(1)
                  << '\n';
        return;
    }
    std::printf("%d pictures of %d pixels a step, %s, %s gradient checkpointing; %zu layers, %lld numbers\n",
                recipe.batch, recipe.image_size, recipe.dtype.c_str(),
                recipe.gradient_checkpointing ? "with" : "without", found.layers,
                static_cast<long long>(found.parameters));
    std::printf("%.2f seconds a step, peak memory %.0f MB\n", found.seconds_per_step, megabytes);
}

void train(const TrainLoraArguments& options, const std::filesystem::path& model, Context& context) {
    if (options.data.dataset.empty() || options.out.empty()) {
        throw UsageError("train-lora needs --dataset, the pictures, and --out, the folder to write into.");
    }
    const bool is_world = options.data.dataset == "world";
    if (is_world && options.data.atlas.empty()) {
        throw UsageError("--dataset world needs --atlas, the artworks to draw.");
    }
    const auto recipe = lora_recipe_of(options, model);
    const ContinuedFolder folder(options.out,
                                 {"train-lora",
                                  {options.recipe, options.data.atlas, model,
                                   is_world ? std::filesystem::path() : std::filesystem::path(options.data.dataset),
                                   options.prior, options.data.choice.images}},
                                 is_training_folder);
    auto settings = picture_settings(recipe);
    training::LoraPictures pictures;
    std::unique_ptr<world::SpriteAtlas> atlas;
    if (is_world) {
        atlas = std::make_unique<world::SpriteAtlas>(world::SpriteAtlas::load(options.data.atlas));
        const auto scenes = [&](world::Split split) {
            return std::make_shared<training::CaptionedWorldSource>(
                *atlas, world::SceneSpec{recipe.image_size, split, recipe.seed, false});
        };
        pictures.training = scenes(world::Split::kTrain);
        pictures.held_out = scenes(world::Split::kVal);
    } else {
        DatasetChoice choice = options.data.choice;
        choice.path = options.data.dataset;
        const auto own = open_own_pictures(choice, options.out, model, settings);
        spdlog::info("The LoRA learns {} pixels from {}.", recipe.image_size, own.pictures.description);
        pictures.training = own.pictures.training;
        pictures.held_out = own.pictures.held_out;
    }
    if (!options.prior.empty()) {
        DatasetChoice choice;
        choice.path = options.prior;
        auto of_prior = picture_settings(recipe);
        pictures.prior = open_own_pictures(choice, options.out / "prior", model, of_prior).pictures.training;
    }
    const training::LoraTrainingRun run{recipe,
                                        model,
                                        pictures,
                                        options.out,
                                        torch::Device(computing_device(options.compute)),
                                        context.stop,
                                        context.progress_sink};
    training::train_lora(run);
    std::cout << "LoRA: " << run.file().string() << '\n';
}

void run(const TrainLoraArguments& options, Context& context) {
    apply(options.compute);
    const std::filesystem::path model =
        options.model == "built-in" ? built_in_start() : std::filesystem::path(options.model);
    options.measure > 0 ? measure(options, model, context) : train(options, model, context);
}

}  // namespace

void add_train_lora_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<TrainLoraArguments>();
    CLI::App* command = app.add_subcommand(
        "train-lora", "Train a LoRA, a small file that changes a model, on pictures; run again to continue");
    command
        ->add_option("--bundle,--model", options->model,
                     "The model to change: a bundle's folder, a single checkpoint file, or built-in; it stays as it is")
        ->capture_default_str();
    command->add_option("--dataset", options->data.dataset,
                        "A folder of pictures, or a dataset's folder or annotation file; or world: rendered clipart "
                        "scenes");
    add_picture_choice_options(*command, options->data.choice);
    command->add_option("--prior", options->prior,
                        "Folder of pictures of what the model must not forget; the recipe's prior can draw some "
                        "instead");
    command->add_option("--atlas", options->data.atlas, "The artworks of the world, an atlas.bin");
    command->add_option("--recipe", options->recipe, "JSON file with what differs from the defaults");
    add_recipe_help(*command, lora_recipe_help);
    command->add_option("--out", options->out, "Folder for checkpoint, log and the LoRA's file");
    command
        ->add_option("--size", options->size, "Pixels of a picture's shorter side; else the recipe's, or the model's")
        ->check(CLI::Range(1, kLargestLoraSize));
    command->add_option("--rank", options->rank, "Rank and alpha; else the recipe's")->check(CLI::Range(1, 1024));
    command->add_option("--steps", options->steps, "Steps; else the recipe's")
        ->check(CLI::Range(std::int64_t{1}, kMaxLoraSteps));
    command
        ->add_option("--measure", options->measure,
                     "Train so many steps on pictures of noise, keep nothing, and print seconds a step and peak memory")
        ->check(CLI::Range(1, kMaxMeasuredSteps));
    command->add_flag("--json", options->json, "Print the measurement as JSON");
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

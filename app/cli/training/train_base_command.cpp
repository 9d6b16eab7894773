// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/training/recipe_help.h"
#include "app/cli/training/training_data.h"
#include "core/base/error.h"
#include "core/base/output_folder.h"
#include "core/training/base_model/base_trainer.h"
#include "core/training/sources/captioned_world_source.h"

namespace destudio::cli {

#ifndef DESTUDIO_WITH_ENGINE
OwnPictures open_own_pictures(const DatasetChoice&, const std::filesystem::path&, const std::filesystem::path&,
                              training::BaseRecipe&) {
    throw UsageError("This build reads no pictures; use --dataset world, or a build with the engine.");
}
std::filesystem::path built_in_start() {
    throw UsageError("This build does not know where the built-in bundle is; name its folder.");
}
#endif

namespace {

constexpr const char* kBuiltIn = "built-in";
constexpr int kLargestSize = 2048;
constexpr std::int64_t kMaxBaseSteps = 100'000'000;

struct TrainBaseArguments {
    TrainingDataOptions data;
    std::filesystem::path recipe;
    std::filesystem::path out;
    std::filesystem::path start_from;
    std::string name;
    std::string domain;
    int size = 0;
    std::int64_t steps = 0;
    std::string flips;
    bool quarter_turns = false;
    ComputeOptions compute;

    bool is_world() const { return data.dataset == "world"; }
};

training::BasePictures world_pictures(const world::SpriteAtlas& atlas, const training::BaseRecipe& recipe) {
    const auto scenes = [&](world::Split split) {
        return std::make_shared<training::CaptionedWorldSource>(
            atlas, world::SceneSpec{recipe.image_size, split, recipe.seed, false});
    };
    training::BasePictures pictures;
    pictures.training = scenes(world::Split::kTrain);
    pictures.held_out = scenes(world::Split::kVal);
    pictures.measured = scenes(world::Split::kTest);
    pictures.classes = atlas.classes();
    pictures.description = "rendered scenes of " + std::to_string(atlas.sprites().size()) + " artworks";
    return pictures;
}

/// The recipe's file, and what the command line says instead.
training::BaseRecipe make_recipe(const TrainBaseArguments& options) {
    training::BaseRecipe recipe = options.is_world() ? training::BaseRecipe() : training::picture_base_recipe();
    if (!options.recipe.empty()) {
        recipe = training::read_base_recipe(options.recipe, recipe);
    } else if (options.is_world()) {
        throw UsageError("--dataset world needs --recipe, the file that determines the model.");
    }
    if (!options.name.empty()) {
        recipe.name = options.name;
    }
    if (!options.domain.empty()) {
        recipe.domain = options.domain;
    }
    if (options.size > 0) {
        recipe.image_size = options.size;
    }
    if (options.steps > 0) {
        recipe.diffusion.steps = options.steps;
    }
    if (!options.flips.empty()) {
        recipe.pictures.flips = options.flips;
    }
    recipe.pictures.quarter_turns = recipe.pictures.quarter_turns || options.quarter_turns;
    return recipe;
}

std::filesystem::path start_of(const std::filesystem::path& wished) {
    return wished == kBuiltIn ? built_in_start() : wished;
}

void run(TrainBaseArguments options, Context& context) {
    apply(options.compute);
    training::BaseRecipe recipe = make_recipe(options);
    if (options.is_world() && options.data.atlas.empty()) {
        throw UsageError("--dataset world needs --atlas, the artworks to draw.");
    }
    const std::filesystem::path start_from = start_of(options.start_from);
    const ContinuedFolder folder(
        options.out,
        {"train-base",
         {options.recipe, options.data.atlas, start_from,
          options.is_world() ? std::filesystem::path() : std::filesystem::path(options.data.dataset),
          options.data.choice.images}},
        is_training_folder);
    std::unique_ptr<world::SpriteAtlas> atlas;
    OwnPictures own;
    if (options.is_world()) {
        atlas = std::make_unique<world::SpriteAtlas>(world::SpriteAtlas::load(options.data.atlas));
        own.pictures = world_pictures(*atlas, recipe);
    } else {
        DatasetChoice choice = options.data.choice;
        choice.path = options.data.dataset;
        own = open_own_pictures(choice, options.out, start_from, recipe);
        spdlog::info("The model learns {} pixels from {}.", recipe.image_size, own.pictures.description);
    }
    training::train_base({recipe, own.pictures, options.out, start_from,
                          torch::Device(computing_device(options.compute)), context.stop, context.progress_sink,
                          own.show_samples});
    std::cout << "Bundle: " << (options.out / "bundle").string() << '\n';
}

}  // namespace

void add_train_base_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<TrainBaseArguments>();
    options->data.dataset = "world";
    CLI::App* command = app.add_subcommand("train-base",
                                           "Train autoencoder, text encoder and U-Net on pictures, labelled or not, or "
                                           "on the clipart world; run again to continue");
    command
        ->add_option("--dataset", options->data.dataset,
                     "world: rendered clipart scenes; else a folder of pictures, or a dataset's folder or annotation "
                     "file")
        ->capture_default_str();
    add_picture_choice_options(*command, options->data.choice);
    command->add_option("--recipe", options->recipe,
                        "JSON file that determines the model; for pictures, what differs from the defaults");
    add_recipe_help(*command, base_recipe_help);
    command->add_option("--atlas", options->data.atlas, "The artworks of the world, an atlas.bin");
    command->add_option("--out", options->out, "Folder for checkpoints, log, samples and bundle")->required();
    command->add_option(
        "--start-from", options->start_from,
        "Bundle to train further, or built-in: of its weights, those that fit are kept. Its autoencoder "
        "learns pictures, too; for the world it stays, or grows as the recipe says");
    command->add_option("--name", options->name, "Name of the new bundle; else the recipe's");
    command->add_option("--domain", options->domain,
                        "What the pictures are, for their prompts, such as \"blood smear\"; else the recipe's");
    command->add_option("--size", options->size, "Pixels of a picture's shorter side; else the recipe's, or chosen")
        ->check(CLI::Range(1, kLargestSize));
    command->add_option("--steps", options->steps, "Steps of the U-Net; else the recipe's")
        ->check(CLI::Range(std::int64_t{1}, kMaxBaseSteps));
    command->add_option("--flips", options->flips, "How pictures may be mirrored; else the recipe's")
        ->check(CLI::IsMember({"none", "horizontal", "vertical", "both"}));
    command->add_flag("--quarter-turns", options->quarter_turns, "Pictures have no up and down, and may be turned");
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

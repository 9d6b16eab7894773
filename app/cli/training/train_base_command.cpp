// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/training/training_data.h"
#include "core/base/output_folder.h"
#include "core/training/base_model/base_trainer.h"

namespace destudio::cli {

namespace {

struct TrainBaseArguments {
    std::filesystem::path recipe;
    std::filesystem::path atlas;
    std::filesystem::path out;
    std::filesystem::path start_from;
    ComputeOptions compute;
};

void run(const TrainBaseArguments& options, Context& context) {
    apply(options.compute);
    const training::BaseRecipe recipe = training::read_base_recipe(options.recipe);
    const ContinuedFolder folder(options.out, {"train-base", {options.recipe, options.atlas, options.start_from}},
                                 is_training_folder);
    const world::SpriteAtlas atlas = world::SpriteAtlas::load(options.atlas);
    training::train_base({recipe, atlas, options.out, options.start_from, torch::Device(options.compute.device),
                          context.stop, context.progress_sink});
}

}  // namespace

void add_train_base_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<TrainBaseArguments>();
    CLI::App* command = app.add_subcommand(
        "train-base", "Train autoencoder, text encoder and U-Net on the clipart world; run again to continue");
    command->add_option("--recipe", options->recipe, "JSON file that determines the model")->required();
    command->add_option("--atlas", options->atlas, "The artworks, an atlas.bin")->required();
    command->add_option("--out", options->out, "Folder for checkpoints, log and bundle")->required();
    command->add_option(
        "--start-from", options->start_from,
        "Bundle whose U-Net and text encoder to train further; its autoencoder stays, or grows as the recipe says");
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

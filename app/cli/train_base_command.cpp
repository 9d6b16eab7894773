// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <filesystem>
#include <memory>

#include "app/cli/command.h"
#include "core/training/base_trainer.h"

namespace destudio::cli {

namespace {

struct Options {
    std::filesystem::path recipe;
    std::filesystem::path atlas;
    std::filesystem::path out;
    std::filesystem::path start_from;
    std::string device = "cpu";
    int threads = 0;
};

void run(const Options& options, Context& context) {
    if (options.threads > 0) {
        torch::set_num_threads(options.threads);
    }
    const training::BaseRecipe recipe = training::read_base_recipe(options.recipe);
    const world::SpriteAtlas atlas = world::SpriteAtlas::load(options.atlas);
    training::train_base({recipe, atlas, options.out, options.start_from, torch::Device(options.device), context.stop,
                          context.progress_sink});
}

}  // namespace

void add_train_base_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "train-base", "Train autoencoder, text encoder and U-Net on the clipart world; run again to continue");
    command->add_option("--recipe", options->recipe, "JSON file that determines the model")->required();
    command->add_option("--atlas", options->atlas, "The artworks, an atlas.bin")->required();
    command->add_option("--out", options->out, "Folder for checkpoints, log and bundle")->required();
    command->add_option("--start-from", options->start_from,
                        "Bundle whose U-Net and text encoder to train further; its autoencoder stays");
    command->add_option("--device", options->device, "cpu or cuda:0")->capture_default_str();
    command->add_option("--threads", options->threads, "Compute threads; 0: libtorch's default");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/training/training_data.h"
#include "core/base/atomic_file.h"
#include "core/nn/torch.h"
#include "core/training/detector/adapter_trainer.h"

namespace destudio::cli {

namespace {

struct TrainAdapterArguments {
    std::filesystem::path bundle;
    TrainingDataOptions data;
    std::filesystem::path recipe;
    std::filesystem::path start_from;
    std::filesystem::path out;
    ComputeOptions compute;
    bool install = false;
};

void copy_atomically(const std::filesystem::path& from, const std::filesystem::path& to) {
    write_file_atomically(to, read_file(from));
}

void run(const TrainAdapterArguments& options, Context& context) {
    apply(options.compute);
    const auto recipe =
        options.recipe.empty() ? training::AdapterRecipe() : training::read_adapter_recipe(options.recipe);
    const auto sources = open_training_data(options.data, recipe.seed);
    training::TrainingChoices choices;
    choices.measure_start = !options.start_from.empty();
    const auto result = training::train_adapter({recipe, options.bundle, *sources.training, *sources.held_out,
                                                 options.out, torch::Device(options.compute.device), context.stop,
                                                 context.progress_sink, options.start_from, choices});
    if (options.install) {
        copy_atomically(result.folder / "model.safetensors", options.bundle / "adapter" / "model.safetensors");
        copy_atomically(result.folder / "config.json", options.bundle / "adapter" / "config.json");
    }
    if (choices.measure_start) {
        std::cout << "Before: AP " << result.start_ap << ", AP50 " << result.start_ap50 << '\n';
    }
    std::cout << "Best adapter: " << result.folder.string() << ", step " << result.best_step << ", AP "
              << result.best_ap << ", AP50 " << result.best_ap50 << '\n';
}

}  // namespace

void add_train_adapter_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<TrainAdapterArguments>();
    CLI::App* command =
        app.add_subcommand("train-adapter", "Train the Detection-Adapter of a bundle; run again to continue");
    command->add_option("--bundle", options->bundle, "The frozen diffusion model")->required();
    add_training_data_options(*command, options->data);
    command->add_option("--recipe", options->recipe, "JSON file with what differs from the defaults");
    command->add_option("--start-from", options->start_from,
                        "Adapter folder to train further; its model counts, not the recipe's");
    command->add_option("--out", options->out, "Folder for checkpoint, log and adapter")->required();
    add_compute_options(*command, options->compute);
    command->add_flag("--install", options->install, "Also copy the best adapter into the bundle when done");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

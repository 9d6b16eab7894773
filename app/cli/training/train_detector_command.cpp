// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/training/training_data.h"
#include "core/base/output_folder.h"
#include "core/nn/torch.h"
#include "core/training/detector/detector_trainer.h"

namespace destudio::cli {

namespace {

struct TrainDetectorArguments {
    TrainingDataOptions data;
    std::filesystem::path recipe;
    std::filesystem::path weights;
    std::filesystem::path out;
    ComputeOptions compute;
};

void run(const TrainDetectorArguments& options, Context& context) {
    apply(options.compute);
    const auto recipe =
        options.recipe.empty() ? training::DetectorRecipe() : training::read_detector_recipe(options.recipe);
    const ContinuedFolder folder(options.out, {"train-detector", {options.data.dataset, options.data.choice.images}},
                                 is_training_folder);
    const auto sources = open_training_data(options.data, recipe.seed);
    const auto result =
        training::train_detector({recipe, *sources.training, *sources.held_out, options.out, options.weights,
                                  torch::Device(options.compute.device), context.stop, context.progress_sink});
    std::cout << "Best detector: " << result.folder.string() << ", step " << result.best_step << ", AP "
              << result.best_ap << ", AP50 " << result.best_ap50 << '\n';
}

}  // namespace

void add_train_detector_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<TrainDetectorArguments>();
    CLI::App* command =
        app.add_subcommand("train-detector",
                           "Train a small detector on pixels, such as the judge of generated images; run again to "
                           "continue");
    add_training_data_options(*command, options->data);
    command->add_option("--recipe", options->recipe, "JSON file with what differs from the defaults");
    command->add_option("--weights", options->weights,
                        "Weights of torchvision's ResNet or RetinaNet to start from, as safetensors");
    command->add_option("--out", options->out, "Folder for checkpoint, log and detector")->required();
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

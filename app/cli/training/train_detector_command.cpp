// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/training/recipe_help.h"
#include "app/cli/training/training_data.h"
#include "core/base/output_folder.h"
#include "core/nn/torch.h"
#include "core/training/detector/detector_trainer.h"

namespace destudio::cli {

namespace {

struct TrainDetectorArguments {
    TrainingDataOptions data;
    std::filesystem::path recipe;
    std::string head;
    std::filesystem::path weights;
    std::filesystem::path out;
    ComputeOptions compute;
};

void run(const TrainDetectorArguments& options, Context& context) {
    apply(options.compute);
    auto recipe = options.recipe.empty() ? training::DetectorRecipe() : training::read_detector_recipe(options.recipe);
    if (!options.head.empty()) {
        recipe.framework = training::framework_of(options.head);
    }
    const ContinuedFolder folder(options.out, {"train-detector", {options.data.dataset, options.data.choice.images}},
                                 is_training_folder);
    const auto sources = open_training_data(options.data, recipe.seed);
    const auto result = training::train_detector({recipe, *sources.training, *sources.held_out, options.out,
                                                  options.weights, torch::Device(computing_device(options.compute)),
                                                  context.stop, context.progress_sink});
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
    add_recipe_help(*command, detector_recipe_help);
    command->add_option("--head", options->head, "retinanet or faster-rcnn; else the recipe's framework")
        ->check(CLI::IsMember({"retinanet", "faster-rcnn"}));
    command->add_option(
        "--weights", options->weights,
        "Weights of a ResNet, or of torchvision's RetinaNet or Faster R-CNN, to start from: safetensors or "
        ".pth");
    command->add_option("--out", options->out, "Folder for checkpoint, log and detector")->required();
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

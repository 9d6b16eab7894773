// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/training/recipe_help.h"
#include "app/cli/training/training_data.h"
#include "core/base/output_folder.h"
#include "core/nn/torch.h"
#include "core/training/detector/detector_trainer.h"
#include "core/training/loop/peers.h"
#include "core/training/teacher/teacher_trainer.h"

namespace destudio::cli {

namespace {

struct TrainDetectorArguments {
    TrainingDataOptions data;
    std::filesystem::path recipe;
    std::string head;
    std::filesystem::path weights;
    std::string adapt_to;
    std::filesystem::path out;
    ComputeOptions compute;
    int peer_timeout = 0;
};

/// With a teacher, on pictures that need no boxes.
training::DetectorTrainingResult adapt(const training::DetectorTrainingRun& run,
                                       const TrainDetectorArguments& options) {
    TrainingDataOptions other;
    other.dataset = options.adapt_to;
    other.atlas = options.data.atlas;
    other.choice.unlabelled = true;
    const auto unlabelled = open_training_data(other, run.recipe.seed);
    return training::train_with_teacher(run, *unlabelled.training);
}

void run(const TrainDetectorArguments& options, Context& context) {
    apply(options.compute);
    auto recipe = options.recipe.empty() ? training::DetectorRecipe() : training::read_detector_recipe(options.recipe);
    if (!options.head.empty()) {
        recipe.framework = training::framework_of(options.head);
    }
    const auto peers = join_started_peers(options.peer_timeout);
    const bool is_first = peers == nullptr || peers->rank() == 0;
    std::optional<ContinuedFolder> folder;
    if (is_first) {
        const std::vector<std::filesystem::path> inputs{options.data.dataset, options.data.choice.images,
                                                        options.adapt_to};
        folder.emplace(options.out, OutputRequest{"train-detector", inputs}, is_training_folder);
    }
    const auto sources = open_training_data(options.data, recipe.seed);
    const training::DetectorTrainingRun training{
        recipe,       *sources.training,     *sources.held_out,
        options.out,  options.weights,       torch::Device(computing_device(options.compute)),
        context.stop, context.progress_sink, peers.get()};
    const auto result = options.adapt_to.empty() ? training::train_detector(training) : adapt(training, options);
    if (!is_first) {
        return;
    }
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
    command->add_option("--head", options->head, "retinanet, faster-rcnn or dino; else the recipe's framework")
        ->check(CLI::IsMember({"retinanet", "faster-rcnn", "dino"}));
    command->add_option(
        "--weights", options->weights,
        "Weights of a ResNet, or of torchvision's RetinaNet or Faster R-CNN, to start from: safetensors or "
        ".pth");
    command->add_option("--adapt-to", options->adapt_to,
                        "Adaptive Teacher: a dataset of another domain to get used to; its boxes, if it has any, are "
                        "not looked at");
    command->add_option("--out", options->out, "Folder for checkpoint, log and detector")->required();
    add_compute_options(*command, options->compute);
    add_peer_option(*command, options->peer_timeout);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

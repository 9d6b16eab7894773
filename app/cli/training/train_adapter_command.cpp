// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/training/recipe_help.h"
#include "app/cli/training/training_data.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/output_folder.h"
#include "core/nn/torch.h"
#include "core/training/detector/adapter_trainer.h"
#include "core/training/loop/peers.h"

namespace destudio::cli {

namespace {

struct TrainAdapterArguments {
    std::filesystem::path bundle;
    TrainingDataOptions data;
    std::filesystem::path recipe;
    std::filesystem::path start_from;
    std::string timesteps;
    std::string head;
    std::string prompts;
    std::filesystem::path out;
    std::filesystem::path feature_cache;
    double feature_cache_gigabytes = 20;
    ComputeOptions compute;
    int peer_timeout = 0;
    bool install = false;
};

void copy_atomically(const std::filesystem::path& from, const std::filesystem::path& to) {
    write_file_atomically(to, read_file(from));
}

/// "1-300", or one number.
void set_timesteps(const std::string& text, training::AdapterRecipe& recipe) {
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, recipe.min_timestep);
    recipe.max_timestep = recipe.min_timestep;
    const bool has_more = first.ec == std::errc{} && first.ptr != end && *first.ptr == '-';
    const auto second = has_more ? std::from_chars(first.ptr + 1, end, recipe.max_timestep) : first;
    if (second.ec != std::errc{} || second.ptr != end || recipe.min_timestep < 0 ||
        recipe.min_timestep > recipe.max_timestep || recipe.max_timestep > 999) {
        throw UsageError("--timesteps: \"" + text + "\" is no range of noise levels; write two from 0 to 999 such as " +
                         "1-300.");
    }
}

std::int64_t bytes_of(double gigabytes) {
    return static_cast<std::int64_t>(gigabytes * (std::int64_t{1} << 30));
}

void run(const TrainAdapterArguments& options, Context& context) {
    apply(options.compute);
    auto recipe = options.recipe.empty() ? training::AdapterRecipe() : training::read_adapter_recipe(options.recipe);
    if (!options.timesteps.empty()) {
        set_timesteps(options.timesteps, recipe);
    }
    if (!options.head.empty()) {
        recipe.framework = training::framework_of(options.head);
    }
    if (!options.prompts.empty()) {
        recipe.prompts = options.prompts;
    }
    const auto peers = join_started_peers(options.peer_timeout);
    const bool is_first = peers == nullptr || peers->rank() == 0;
    std::optional<ContinuedFolder> folder;
    if (is_first) {
        const std::vector<std::filesystem::path> inputs{options.data.dataset, options.data.choice.images,
                                                        options.bundle};
        folder.emplace(options.out, OutputRequest{"train-adapter", inputs}, is_training_folder);
    }
    const auto sources = open_training_data(options.data, recipe.seed);
    training::TrainingChoices choices;
    choices.measure_start = !options.start_from.empty();
    const auto result = training::train_adapter({recipe,
                                                 options.bundle,
                                                 *sources.training,
                                                 *sources.held_out,
                                                 options.out,
                                                 torch::Device(computing_device(options.compute)),
                                                 context.stop,
                                                 context.progress_sink,
                                                 options.start_from,
                                                 choices,
                                                 {options.feature_cache, bytes_of(options.feature_cache_gigabytes)},
                                                 peers.get()});
    if (!is_first) {
        return;
    }
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
    add_recipe_help(*command, adapter_recipe_help);
    command->add_option("--start-from", options->start_from,
                        "Adapter folder to train further; its model counts, not the recipe's");
    command->add_option("--timesteps", options->timesteps,
                        "Noise levels of the features, drawn from this range such as 1-300; else the recipe's");
    command->add_option("--head", options->head, "dino, retinanet or faster-rcnn; else the recipe's framework")
        ->check(CLI::IsMember({"dino", "retinanet", "faster-rcnn"}));
    command
        ->add_option("--prompts", options->prompts,
                     "Text that the U-Net is given: none, as the paper trains, or captions; else the recipe's")
        ->check(CLI::IsMember({"none", "captions"}));
    command->add_option("--out", options->out, "Folder for checkpoint, log and adapter")->required();
    command->add_option(
        "--feature-cache", options->feature_cache,
        "Folder that keeps the features of pictures that come again, also between runs; may be deleted");
    command->add_option("--feature-cache-gb", options->feature_cache_gigabytes, "What it may hold, in GB")
        ->check(CLI::Range(0.001, 1e6))
        ->needs("--feature-cache")
        ->capture_default_str();
    add_compute_options(*command, options->compute);
    add_peer_option(*command, options->peer_timeout);
    command->add_flag("--install", options->install, "Also copy the best adapter into the bundle when done");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/training_sources.h"
#include "core/base/atomic_file.h"
#include "core/nn/torch.h"
#include "core/training/adapter_trainer.h"
#include "core/training/adapter_world_source.h"

namespace destudio::cli {

namespace {

struct Options {
    std::filesystem::path bundle;
    std::string dataset;
    std::filesystem::path images;
    std::filesystem::path atlas;
    std::filesystem::path recipe;
    std::filesystem::path out;
    std::string device = "cpu";
    int threads = 0;
    bool install = false;
};

void copy_atomically(const std::filesystem::path& from, const std::filesystem::path& to) {
    write_file_atomically(to, read_file(from));
}

/// Scenes, with the atlas that they are drawn from.
struct World {
    std::unique_ptr<world::SpriteAtlas> atlas;
    TrainingSources sources;
};

World open_world(const Options& options, std::uint64_t seed) {
    if (options.atlas.empty()) {
        throw UsageError("--dataset world needs --atlas, the artworks to draw.");
    }
    World world;
    world.atlas = std::make_unique<world::SpriteAtlas>(world::SpriteAtlas::load(options.atlas));
    world.sources.training = std::make_unique<training::WorldImageSource>(*world.atlas, world::Split::kTrain, seed);
    world.sources.held_out = std::make_unique<training::WorldImageSource>(*world.atlas, world::Split::kVal, 0);
    return world;
}

World open_sources(const Options& options, std::uint64_t seed) {
    if (options.dataset == "world") {
        return open_world(options, seed);
    }
#ifdef DESTUDIO_WITH_ENGINE
    return {nullptr, open_dataset_sources(options.dataset, options.images, seed)};
#else
    throw UsageError("This build reads no pictures; use --dataset world, or a build with the engine.");
#endif
}

void run(const Options& options, Context& context) {
    if (options.threads > 0) {
        torch::set_num_threads(options.threads);
    }
    const auto recipe =
        options.recipe.empty() ? training::AdapterRecipe() : training::read_adapter_recipe(options.recipe);
    const World pictures = open_sources(options, recipe.seed);
    const auto result =
        training::train_adapter({recipe, options.bundle, *pictures.sources.training, *pictures.sources.held_out,
                                 options.out, torch::Device(options.device), context.stop, context.progress_sink});
    if (options.install) {
        copy_atomically(result.adapter / "model.safetensors", options.bundle / "adapter" / "model.safetensors");
        copy_atomically(result.adapter / "config.json", options.bundle / "adapter" / "config.json");
    }
    std::cout << "Best adapter: " << result.adapter.string() << ", step " << result.best_step << ", AP "
              << result.best_ap << ", AP50 " << result.best_ap50 << '\n';
}

}  // namespace

void add_train_adapter_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("train-adapter", "Train the Detection-Adapter of a bundle; run again to continue");
    command->add_option("--bundle", options->bundle, "The frozen diffusion model")->required();
    command->add_option("--dataset", options->dataset, "world: rendered clipart scenes; else a COCO annotation file")
        ->required();
    command->add_option("--images", options->images, "Folder of the dataset's pictures, if not beside its file");
    command->add_option("--atlas", options->atlas, "The artworks of the world, an atlas.bin");
    command->add_option("--recipe", options->recipe, "JSON file with what differs from the defaults");
    command->add_option("--out", options->out, "Folder for checkpoint, log and adapter")->required();
    command->add_option("--device", options->device, "cpu or cuda:0")->capture_default_str();
    command->add_option("--threads", options->threads, "Compute threads; 0: libtorch's default");
    command->add_flag("--install", options->install, "Also copy the best adapter into the bundle when done");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "core/nn/torch.h"

#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/training/training_data.h"
#include "core/base/output_folder.h"
#include "core/training/distillation/consistency_distillation.h"

namespace destudio::cli {

namespace {

struct DistillArguments {
    std::filesystem::path bundle;
    std::filesystem::path recipe;
    std::filesystem::path atlas;
    std::filesystem::path out;
    ComputeOptions compute;
};

void run(const DistillArguments& options, Context& context) {
    apply(options.compute);
    const auto recipe =
        options.recipe.empty() ? training::DistillationRecipe() : training::read_distillation_recipe(options.recipe);
    const auto atlas_file = options.atlas.empty() ? options.bundle / "world" / "atlas.bin" : options.atlas;
    const world::SpriteAtlas atlas = world::SpriteAtlas::load(atlas_file);
    const ContinuedFolder folder(options.out, {"distill", {options.recipe, atlas_file, options.bundle}},
                                 is_training_folder);
    const training::DistillationRun distillation{
        recipe,       options.bundle,       atlas, options.out, torch::Device(computing_device(options.compute)),
        context.stop, context.progress_sink};
    training::distill_consistency(distillation);
    std::cout << "Distilled bundle: " << distillation.student().string() << '\n';
}

}  // namespace

void add_distill_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<DistillArguments>();
    CLI::App* command = app.add_subcommand(
        "distill", "Teach a bundle's U-Net to draw in 4 steps without guidance (LCM); run again to continue");
    command->add_option("--bundle", options->bundle, "The bundle to distil, a folder; it stays as it is")->required();
    command->add_option("--recipe", options->recipe, "JSON file with what differs from the defaults");
    command->add_option("--atlas", options->atlas, "Artworks to learn from; the bundle's own where it is not given");
    command->add_option("--out", options->out, "Folder for checkpoint, log and the new bundle")->required();
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

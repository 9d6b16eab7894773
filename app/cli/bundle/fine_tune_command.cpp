// SPDX-License-Identifier: Apache-2.0
// destudio-cli fine-tune: an adapter learns from what a person corrected.
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/training/recipe_help.h"
#include "core/adaptation/adapter_run.h"
#include "core/base/json.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::cli {

namespace {

struct FineTuneArguments {
    std::filesystem::path project;
    std::filesystem::path bundle;
    std::filesystem::path adapter;
    std::filesystem::path recipe;
    std::filesystem::path out;
    std::int64_t steps = 0;
    ComputeOptions compute;
    bool json = false;
};

/// The default recipe with what differs in a file and on the command line.
training::AdapterRecipe recipe_of(const FineTuneArguments& options, const std::filesystem::path& adapter) {
    const auto defaults = adaptation::fine_tuning_recipe(adapter, read_bundle_info(options.bundle).native_size.width);
    nlohmann::json merged = training::to_json(defaults);
    std::string name = "The recipe";
    if (!options.recipe.empty()) {
        name = options.recipe.string();
        const auto changes = read_json(options.recipe);
        if (!changes.is_object()) {
            throw ConfigError(name + " must be a JSON object.");
        }
        merged.update(changes);
    }
    if (options.steps > 0) {
        merged["steps"] = options.steps;
    }
    return training::parse_adapter_recipe(merged, name);
}

void print(const adaptation::AdapterRunResult& result, bool as_json) {
    if (as_json) {
        const nlohmann::ordered_json json = {{"adapter", result.adapter.string()},
                                             {"steps", result.step},
                                             {"training_images", result.training},
                                             {"held_out_images", result.held_out},
                                             {"before", {{"AP", result.start_ap}, {"AP50", result.start_ap50}}},
                                             {"after", {{"AP", result.ap}, {"AP50", result.ap50}}}};
        std::cout << json.dump() << '\n';
        return;
    }
    std::printf("Learned from %zu reviewed variants; measured on %zu others, whose references were not seen.\n",
                result.training, result.held_out);
    std::printf("%-8s %7s %7s\n%-8s %7.3f %7.3f\n%-8s %7.3f %7.3f\n", "", "mAP", "mAP50", "before", result.start_ap,
                result.start_ap50, "after", result.ap, result.ap50);
    std::printf("Adapter: %s\n", result.adapter.string().c_str());
}

void run(FineTuneArguments& options, Context& context) {
    if (options.bundle.empty()) {
        options.bundle = built_in_bundle();
    }
    const auto adapter = options.adapter.empty() ? options.bundle / "adapter" : options.adapter;
    if (!read_bundle_info(options.bundle, options.adapter).has_adapter) {
        throw UsageError(options.bundle.string() + " has no adapter to start from; name one with --adapter.");
    }
    adaptation::AdapterRunRequest request;
    request.recipe = recipe_of(options, adapter);
    request.bundle = options.bundle;
    request.pictures = {adaptation::PictureChoice::Kind::kCorrections, options.project};
    request.start_from = adapter;
    request.out = options.out;
    request.device = computing_device(options.compute);
    request.threads = options.compute.threads;
    print(adaptation::run_or_continue(request, context.stop, context.progress_sink), options.json);
}

}  // namespace

void add_fine_tune_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<FineTuneArguments>();
    CLI::App* command = app.add_subcommand(
        "fine-tune", "Train an adapter further on a project's accepted and edited variants; run again to continue");
    command->add_option("--project", options->project, "The project file")->required();
    command->add_option("--bundle", options->bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", options->adapter, "Adapter to start from; the bundle's own where it is not given");
    command->add_option("--recipe", options->recipe, "JSON file with what differs from the defaults for fine-tuning");
    add_recipe_help(*command, adapter_recipe_help);
    command->add_option("--steps", options->steps, "Steps; the recipe's where it is not given")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}));
    command->add_option("--out", options->out, "Folder for checkpoint, log and adapter")->required();
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
// destudio-cli make-bundle: a bundle of the real shapes to measure with.
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/output_options.h"
#include "core/bench/random_bundle.h"
#include "core/dataset/text/staged_folder.h"

namespace destudio::cli {

namespace {

struct MakeBundleArguments {
    std::string preset;
    std::string dtype = "float16";
    std::uint64_t seed = 1;
    std::filesystem::path out;
    bool random = false;
    bool overwrite = false;
};

torch::ScalarType scalar_type(const std::string& word) {
    if (word == "float16") {
        return torch::kFloat16;
    }
    return word == "bfloat16" ? torch::kBFloat16 : torch::kFloat32;
}

void run(const MakeBundleArguments& options, const Context& context) {
    if (!options.random) {
        throw UsageError("make-bundle makes random weights only; say --random to confirm that this is wanted.");
    }
    OutputFolder folder(options.out, {"make-bundle", {}, options.overwrite});
    dataset::StagedFolder staged(options.out);
    bench::write_random_bundle(bench::bundle_preset(options.preset), options.seed, scalar_type(options.dtype),
                               staged.path(), context.stop, context.progress_sink);
    staged.commit({"model_index.json"});
    folder.finish();
    std::cout << "Wrote " << options.out.string() << ", preset " << options.preset
              << " with random weights: for measuring, its pictures and boxes mean nothing.\n";
}

}  // namespace

void add_make_bundle_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<MakeBundleArguments>();
    CLI::App* command = app.add_subcommand("make-bundle", "Write a bundle with random weights, to measure with");
    command->add_option("--preset", options->preset, "Shapes of the bundle: sd2-base, sd15 or tiny")
        ->check(CLI::IsMember(bench::preset_names()))
        ->required();
    command->add_flag("--random", options->random, "Random weights; there are no others");
    command->add_option("--seed", options->seed, "Seed of the weights")->capture_default_str();
    command->add_option("--dtype", options->dtype, "Type of the weights: float16, bfloat16 or float32")
        ->check(CLI::IsMember({"float16", "bfloat16", "float32"}))
        ->capture_default_str();
    command->add_option("--out", options->out, "New folder for the bundle")->required();
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

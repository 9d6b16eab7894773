// SPDX-License-Identifier: Apache-2.0
// destudio-cli bench loop: the corrections that a running loop saves.
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/command_list.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/training/training_data.h"
#include "core/adaptation/loop_simulation.h"
#include "core/engine/model/model_places.h"
#include "core/project/running_loop.h"

namespace destudio::cli {

namespace {

struct BenchLoopArguments {
    adaptation::LoopSimulationOptions loop;
    TrainingDataOptions data;
    ComputeOptions compute;
    bool json = false;
};

nlohmann::ordered_json edits_json(const EditCount& edits) {
    return {{"images", edits.images},        {"edits", edits.total()}, {"added", edits.added},
            {"removed", edits.removed},      {"moved", edits.moved},   {"relabelled", edits.relabelled},
            {"per_image", edits.per_image()}};
}

void print_loop_json(const adaptation::LoopSimulation& result) {
    nlohmann::ordered_json json{{"without", edits_json(result.without)}, {"with", edits_json(result.with)}};
    json["blocks"] = nlohmann::ordered_json::array();
    for (const EditCount& block : result.blocks) {
        json["blocks"].push_back(edits_json(block));
    }
    json["trainings"] = nlohmann::ordered_json::array();
    for (const auto& round : result.rounds) {
        json["trainings"].push_back(
            {{"corrections", round.corrections}, {"start_ap", round.start_ap}, {"ap", round.ap}, {"used", round.used}});
    }
    std::cout << json.dump(1) << '\n';
}

void print_edits(const std::string& name, const EditCount& edits) {
    std::printf("%-16s %8lld %8lld %8lld %8lld %8lld %8lld %10.2f\n", name.c_str(),
                static_cast<long long>(edits.images), static_cast<long long>(edits.total()),
                static_cast<long long>(edits.added), static_cast<long long>(edits.removed),
                static_cast<long long>(edits.moved), static_cast<long long>(edits.relabelled), edits.per_image());
}

void print_loop_table(const adaptation::LoopSimulation& result) {
    std::printf("%-16s %8s %8s %8s %8s %8s %8s %10s\n", "", "images", "edits", "added", "removed", "moved", "renamed",
                "per image");
    print_edits("without loop", result.without);
    print_edits("with loop", result.with);
    for (std::size_t i = 0; i < result.blocks.size(); ++i) {
        print_edits("  part " + std::to_string(i + 1), result.blocks[i]);
    }
    for (const auto& round : result.rounds) {
        std::printf("learnt from %lld corrections: mAP %.3f before, %.3f after, on held-out corrections; %s\n",
                    static_cast<long long>(round.corrections), round.start_ap, round.ap,
                    round.used ? "used" : "not used");
    }
}

void run_loop_bench(BenchLoopArguments& options, Context& context) {
    apply_with_engine_threads(options.compute);
    options.loop.device = computing_device(options.compute);
    if (options.loop.bundle.empty()) {
        options.loop.bundle = built_in_bundle();
    }
    const auto sources = open_training_data(options.data, options.loop.seed);
    const auto result = adaptation::simulate_loop(options.loop, *sources.training, context.stop, context.progress_sink);
    options.json ? print_loop_json(result) : print_loop_table(result);
}

}  // namespace

void add_bench_loop_command(CLI::App& bench, Context& context) {
    auto options = std::make_shared<BenchLoopArguments>();
    auto& l = options->loop;
    CLI::App* command = bench.add_subcommand(
        "loop", "Count the corrections of reviewing variants with and without a training after every so many");
    command->add_option("--bundle", l.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", l.adapter, "Another adapter folder than the bundle's own to begin with");
    command->add_option("--judge", l.judge,
                        "Folder of a pixel detector that says what each variant shows; else its picture's own boxes");
    add_training_data_options(*command, options->data);
    command->add_option("--images-to-review", l.images, "Variants, one of each picture")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_option("--every", l.every, "Corrections from one training to the next")
        ->check(CLI::Range(LoopSettings::kFewest, LoopSettings::kMax))
        ->capture_default_str();
    command->add_option("--training-steps", l.training_steps, "Steps of each training")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--steps", l.steps, "Denoising steps of each variant")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--ratio", l.ratio, "Encode ratio of the variants")
        ->check(CLI::Range(0.01, 1.0))
        ->capture_default_str();
    command->add_option("--threshold", l.threshold, "Score from which a box is shown")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--seed", l.seed, "Of pictures and variants")->capture_default_str();
    command->add_option("--out", l.out, "New folder for pictures, project and trainings")->required();
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->callback([options, &context] { run_loop_bench(*options, context); });
}

}  // namespace destudio::cli

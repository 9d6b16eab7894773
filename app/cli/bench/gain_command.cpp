// SPDX-License-Identifier: Apache-2.0
// destudio-cli gain: does training on a bundle's variants help?
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/training/recipe_help.h"
#include "core/base/output_folder.h"
#include "core/base/shown_text.h"
#include "core/study/gain_study.h"
#include "core/training/sources/adapter_world_source.h"

namespace destudio::cli {

using namespace study;

namespace {

/// More values of an option are a mistake.
constexpr int kMaxList = 1000;

struct GainArguments {
    GainOptions gain;
    TrainingDataOptions data;
    std::filesystem::path recipe;
    ComputeOptions compute;
    std::string augment = "none";
    bool json = false;
};

void print_table(const GainReport& report) {
    std::printf("%-20s %10s  %-17s %-17s\n", "trained on", "pictures", "mAP", "mAP50");
    for (const GainArm& arm : report.arms) {
        const auto [ap, ap_deviation] = mean_and_deviation(arm.ap);
        const auto [ap50, ap50_deviation] = mean_and_deviation(arm.ap50);
        const std::string images = arm.images > 0 ? std::to_string(arm.images) : "endless";
        std::printf("%-20s %10s  %.3f +- %.3f    %.3f +- %.3f\n", arm.name.c_str(), images.c_str(), ap, ap_deviation,
                    ap50, ap50_deviation);
    }
    std::printf("\n%-20s %6s %9s ", "class", "real", "variants");
    for (const GainArm& arm : report.arms) {
        std::printf(" %18s", arm.name.c_str());
    }
    std::printf("\n");
    std::vector<std::pair<int, std::string>> by_count;
    for (const auto& [name, count] : report.real_annotations) {
        by_count.emplace_back(count, name);
    }
    std::sort(by_count.begin(), by_count.end());
    for (const auto& [count, name] : by_count) {
        const auto measured = [&name = name](const GainArm& arm) {
            const auto found = arm.ap_by_class.find(name);
            return found != arm.ap_by_class.end() && found->second >= 0;
        };
        if (count == 0 && std::none_of(report.arms.begin(), report.arms.end(), measured)) {
            continue;  // neither learned nor measured
        }
        std::printf("%-20s %6d %9d ", shown_text(name).c_str(), count, report.variant_annotations.at(name));
        for (const GainArm& arm : report.arms) {
            const auto found = arm.ap_by_class.find(name);
            if (measured(arm)) {
                std::printf(" %18.3f", found->second);
            } else {
                std::printf(" %18s", "-");
            }
        }
        std::printf("\n");
    }
}

void run(GainArguments& options, Context& context) {
    apply_with_engine_threads(options.compute);
    options.gain.device = computing_device(options.compute);
    options.gain.copy_paste = options.augment == "copy-paste";
    const auto recipe =
        options.recipe.empty() ? training::DetectorRecipe() : training::read_detector_recipe(options.recipe);
    const ContinuedFolder folder(
        options.gain.out, {"gain", {options.data.dataset, options.data.choice.images, options.gain.bundle}},
        [](const std::filesystem::path& out) { return std::filesystem::exists(out / "study.json"); });
    auto sources = open_training_data(options.data, recipe.seed);
    if (sources.atlas) {
        // Training may see the validation scenes of its own recipe; this measures on the test split.
        sources.held_out =
            std::make_unique<training::WorldImageSource>(*sources.atlas, world::Split::kTest, std::uint64_t{0});
    }
    const GainReport report =
        study_gain(options.gain, recipe, *sources.training, *sources.held_out, context.stop, context.progress_sink);
    if (options.json) {
        std::cout << to_json(report).dump(1) << '\n';
    } else {
        print_table(report);
    }
}

}  // namespace

void add_gain_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<GainArguments>();
    GainOptions& g = options->gain;
    CLI::App* command = app.add_subcommand(
        "gain", "Train a small detector with and without a bundle's variants and compare; run again to continue");
    command->add_option("--bundle", g.bundle, "The bundle that makes the variants")->required();
    command->add_option("--adapter", g.adapter, "Another adapter folder than the bundle's own");
    add_training_data_options(*command, options->data, /*is_final=*/true);
    command->add_option("--recipe", options->recipe, "The detector's recipe, as for train-detector");
    add_recipe_help(*command, detector_recipe_help);
    command->add_option("--real", g.real, "Real pictures to learn from")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--variants", g.variants, "Variants of each real picture")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--ratios", g.ratios, "Encode ratios of the variants, taken in turn")
        ->delimiter(',')
        ->expected(1, kMaxList)
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--threshold", g.threshold, "Score from which a detection becomes a label")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--seeds", g.seeds, "Seeds; each kind of set is trained on once with each")
        ->delimiter(',')
        ->expected(1, kMaxList)
        ->capture_default_str();
    command->add_option("--test-images", g.test_images, "Real test pictures to measure on")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--augment", options->augment, "none, or copy-paste: the Copy-Paste baseline as well")
        ->check(CLI::IsMember({"none", "copy-paste"}))
        ->capture_default_str();
    command->add_option("--out", g.out, "Folder for variants, detectors and results")->required();
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

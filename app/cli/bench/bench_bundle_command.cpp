// SPDX-License-Identifier: Apache-2.0
// destudio-cli bench bundle: what a bundle of the clipart world is worth.
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/generate/sampler_options.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/recipe/recipe.h"
#include "core/study/bundle_bench.h"

namespace destudio::cli {

using namespace study;

namespace {

struct BenchBundleArguments {
    BundleBenchOptions bench;
    std::string sampler;
    std::string label_step;
    ComputeOptions compute;
    bool json = false;
};

nlohmann::ordered_json to_json(const BundleBenchOptions& options, const BundleBenchReport& report) {
    nlohmann::ordered_json json = {{"bundle", options.bundle.string()},
                                   {"judge", options.judge.string()},
                                   {"threads", report.threads},
                                   {"precision", report.precision},
                                   {"scenes", options.scenes},
                                   {"references", options.references},
                                   {"per_class", options.per_class},
                                   {"figures", nlohmann::ordered_json::object()},
                                   {"found_by_class", nlohmann::ordered_json::object()}};
    for (const BundleFigure& figure : report.figures) {
        auto& entry = json["figures"][figure.name];
        entry["value"] = figure.value;
        if (figure.wanted != BundleFigure::Wanted::kNothing) {
            entry["asked"] = figure.asked;
            entry["reached"] = figure.reached();
        }
    }
    for (const auto& [name, share] : report.found_by_class) {
        json["found_by_class"][name] = share;
    }
    return json;
}

void print_table(const BundleBenchReport& report) {
    for (const BundleFigure& figure : report.figures) {
        std::printf("%-72s %8.3f", figure.description.c_str(), figure.value);
        if (figure.wanted != BundleFigure::Wanted::kNothing) {
            std::printf("   asked %s %.2f: %s",
                        figure.wanted == BundleFigure::Wanted::kAtLeast ? ">=" : "<=", figure.asked,
                        figure.reached() ? "reached" : "not reached");
        }
        std::printf("\n");
    }
    std::printf("\nFound by the judge in text-to-image\n");
    for (const auto& [name, share] : report.found_by_class) {
        std::printf("  %-20s %4.0f %%\n", name.c_str(), 100 * share);
    }
}

void run(BenchBundleArguments& options, Context& context) {
    apply_with_engine_threads(options.compute);
    options.bench.device = computing_device(options.compute);
    if (options.bench.bundle.empty()) {
        options.bench.bundle = built_in_bundle();
    }
    if (options.bench.judge.empty()) {
        options.bench.judge = built_in_bundle().parent_path() / "judge";
    }
    if (!options.sampler.empty()) {
        options.bench.sampler = parse_sampler(options.sampler);
    }
    if (!options.label_step.empty()) {
        options.bench.label_step = parse_label_step(options.label_step);
    }
    const BundleBenchReport report = bench_bundle(options.bench, context.stop, context.progress_sink);
    if (options.json) {
        std::cout << to_json(options.bench, report).dump(1) << '\n';
    } else {
        print_table(report);
    }
}

}  // namespace

void add_bench_bundle_command(CLI::App& bench, Context& context) {
    auto options = std::make_shared<BenchBundleArguments>();
    BundleBenchOptions& b = options->bench;
    CLI::App* command = bench.add_subcommand("bundle", "Measure a bundle's adapter, pictures, autoencoder and speed");
    command->add_option("--bundle", b.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", b.adapter, "Another adapter folder than the bundle's own");
    command->add_option(
        "--judge", b.judge,
        "Folder of a pixel detector from train-detector; the one that ships beside the built-in bundle where it is "
        "not given");
    command->add_option("--atlas", b.atlas, "Artworks of the test scenes; the bundle's own where it is not given");
    command->add_option("--scenes", b.scenes, "Real test scenes to measure on")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_option("--references", b.references, "Test scenes to make variants of")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_option("--per-class", b.per_class, "Text-to-image pictures of each class")
        ->check(CLI::Range(1, 10000))
        ->capture_default_str();
    command->add_option("--seed", b.seed, "Seed of the test scenes")->capture_default_str();
    command->add_option("--judge-score", b.judge_score, "Score from which the judge is believed")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--sampler", options->sampler, kSamplerHelp);
    command->add_option("--steps", b.steps, kStepsHelp)->check(CLI::Range(1, 1000));
    command->add_option("--guidance", b.guidance_scale, "Guidance scale; the bundle's own where it is not given")
        ->check(CLI::Range(0.0, 100.0));
    command->add_option("--label-step", options->label_step,
                        "Where boxes are read: last, t1 or best; the bundle's own where it is not given");
    command->add_option("--dtype", b.dtype, "auto, float32 or bfloat16")->capture_default_str();
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

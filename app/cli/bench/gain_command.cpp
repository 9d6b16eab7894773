// SPDX-License-Identifier: Apache-2.0
// destudio-cli gain: does training on a bundle's variants help?
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench/gain_options.h"
#include "app/cli/bench/study_pictures.h"
#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/training/recipe_help.h"
#include "core/base/output_folder.h"
#include "core/base/shown_text.h"
#include "core/study/gain_study.h"
#include "core/study/gain_text.h"

namespace destudio::cli {

using namespace study;

namespace {

struct GainArguments {
    GainOptions gain;
    StudyPictureOptions pictures;
    std::filesystem::path recipe;
    ComputeOptions compute;
    std::vector<std::string> arms;
    std::vector<int> multiples;
    int variants = 5;
    std::string augment = "none";
    std::string gate = "off";
    bool json = false;
};

void print_arms(const GainReport& report) {
    std::printf("%-32s %10s", "trained on", "pictures");
    for (const std::size_t figure : {0, 1, 2}) {
        std::printf("  %-17s", kFigureNames.at(figure));
    }
    std::printf("\n");
    for (const GainResult& result : report.results) {
        const std::string images = result.images > 0 ? std::to_string(result.images) : "endless";
        std::printf("%-32s %10s", result.arm.name.c_str(), images.c_str());
        for (const std::size_t figure : {0, 1, 2}) {
            const auto value = figure_of(result, figure);
            std::printf("  %.3f +- %.3f   ", value.mean, value.deviation);
        }
        std::printf("\n");
    }
}

void print_classes(const GainReport& report) {
    std::printf("\n%-20s %6s %9s ", "class", "real", "variants");
    for (const GainResult& result : report.results) {
        std::printf(" %18s", result.arm.name.c_str());
    }
    std::printf("\n");
    for (const std::string& name : classes_by_count(report)) {
        std::printf("%-20s %6d %9d ", shown_text(name).c_str(), report.real_annotations.at(name),
                    report.variant_annotations.at(name));
        for (const GainResult& result : report.results) {
            const auto value = class_ap_of(result, name);
            if (value.mean >= 0) {
                std::printf(" %18.3f", value.mean);
            } else {
                std::printf(" %18s", "-");
            }
        }
        std::printf("\n");
    }
}

void settle_arms(GainArguments& options) {
    GainOptions& gain = options.gain;
    if (!options.arms.empty()) {
        gain.sets.clear();
        for (const std::string& word : options.arms) {
            gain.sets.push_back(parse_gain_set(word));
        }
    }
    const bool has_copy_paste = std::find(gain.sets.begin(), gain.sets.end(), GainSet::kCopyPaste) != gain.sets.end();
    if (options.augment == "copy-paste" && !has_copy_paste) {
        gain.sets.push_back(GainSet::kCopyPaste);
    }
    gain.multiples = options.multiples.empty() ? std::vector<int>{options.variants} : options.multiples;
}

void run(GainArguments& options, Context& context) {
    apply_with_engine_threads(options.compute);
    GainOptions& gain = options.gain;
    gain.device = computing_device(options.compute);
    settle_arms(options);
    settle_gate(options.gate, gain);
    const auto recipe =
        options.recipe.empty() ? training::DetectorRecipe() : training::read_detector_recipe(options.recipe);
    const ContinuedFolder folder(
        gain.out, {"gain", options.pictures.inputs(gain.bundle)},
        [](const std::filesystem::path& out) { return std::filesystem::exists(out / "study.json"); });
    const auto pictures = open_study_pictures(options.pictures, recipe.seed);
    gain.pictures = pictures.words;
    const GainReport report = study_gain(gain, recipe, pictures.pictures(), context.stop, context.progress_sink);
    write_gain_files(report, gain.out);
    if (options.json) {
        std::cout << to_json(report).dump(1) << '\n';
        return;
    }
    print_arms(report);
    for (const std::string& sentence : where_more_stops_helping(report)) {
        std::printf("\n%s\n", sentence.c_str());
    }
    print_classes(report);
    std::fflush(stdout);
    std::cerr << "Tables and charts are in " << gain.out.string() << ": gain.md, gain.json, gain.svg.\n";
}

}  // namespace

void add_gain_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<GainArguments>();
    GainOptions& g = options->gain;
    CLI::App* command = app.add_subcommand(
        "gain", "Train a small detector with and without a bundle's variants and compare; run again to continue");
    add_study_picture_options(*command, options->pictures);
    command->add_option("--recipe", options->recipe, "The detector's recipe, as for train-detector");
    add_recipe_help(*command, detector_recipe_help);
    command
        ->add_option(
            "--arms", options->arms,
            "Training sets to compare, the first is the base: real, variants, real+variants, copy-paste, x-paste, "
            "paste-redraw, pretrain, other, teacher, teacher-unlabelled, teacher-labelled; real,real+variants where it "
            "is not given")
        ->delimiter(',')
        ->expected(1, kMaxListed)
        ->check(CLI::IsMember(gain_set_words()));
    CLI::Option* variants = command->add_option("--variants", options->variants, "Variants of each real picture")
                                ->check(CLI::Range(1, 1000))
                                ->capture_default_str();
    command
        ->add_option("--multiples", options->multiples,
                     "Several numbers of variants: 1,2,3,5,9; smaller sets are the beginning of larger ones")
        ->delimiter(',')
        ->expected(1, kMaxListed)
        ->check(CLI::Range(1, 1000))
        ->excludes(variants);
    command
        ->add_option("--steps", g.schedules,
                     "Steps of training, one or several schedules; the recipe's where it is not given")
        ->delimiter(',')
        ->expected(1, kMaxListed)
        ->check(CLI::Range(1, 100000000));
    command->add_option("--augment", options->augment, "none, or copy-paste: the Copy-Paste baseline as well")
        ->check(CLI::IsMember({"none", "copy-paste"}))
        ->capture_default_str();
    add_gain_options(*command, g, options->gate);
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of a table");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
// destudio-cli experiment: a table or figure of the paper, with one's own bundle and pictures.
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/bench/gain_options.h"
#include "app/cli/bench/study_pictures.h"
#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/training/recipe_help.h"
#include "core/base/output_folder.h"
#include "core/study/experiment_run.h"

namespace destudio::cli {

namespace {

struct ExperimentArguments {
    std::string name;
    study::ExperimentOptions experiment;
    StudyPictureOptions pictures;
    std::vector<std::filesystem::path> recipes;
    ComputeOptions compute;
    std::string gate = "off";
    bool json = false;
};

std::vector<std::string> experiment_names() {
    std::vector<std::string> names;
    for (const study::Experiment& experiment : study::experiments()) {
        names.push_back(experiment.name);
    }
    return names;
}

std::string experiment_titles() {
    std::string titles = "Experiments:";
    for (const study::Experiment& experiment : study::experiments()) {
        titles += "\n  " + experiment.title;
    }
    return titles;
}

void run(ExperimentArguments& options, Context& context) {
    apply_with_engine_threads(options.compute);
    study::GainOptions& gain = options.experiment.gain;
    gain.device = computing_device(options.compute);
    settle_gate(options.gate, gain);
    for (const auto& recipe : options.recipes) {
        options.experiment.recipes.push_back(training::read_detector_recipe(recipe));
    }
    const study::Experiment& experiment = study::find_experiment(options.name);
    // What cannot be run is said before a folder is made and pictures are read.
    study::runnable_parts(experiment, !options.pictures.other.empty(), !options.experiment.self_supervised.empty());
    const ContinuedFolder folder(gain.out, {"experiment " + options.name, options.pictures.inputs(gain.bundle)},
                                 [](const std::filesystem::path&) { return false; });
    const auto pictures = open_study_pictures(options.pictures, study::experiment_seed(options.experiment));
    gain.pictures = pictures.words;
    const auto report =
        study::run_experiment(experiment, options.experiment, pictures.pictures(), context.stop, context.progress_sink);
    study::write_experiment_files(report, gain.out);
    if (options.json) {
        std::cout << to_json(report).dump(1) << '\n';
    } else {
        std::cout << to_markdown(report);
    }
}

}  // namespace

void add_experiment_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<ExperimentArguments>();
    study::ExperimentOptions& e = options->experiment;
    CLI::App* command = app.add_subcommand(
        "experiment", "Run a table or figure of the paper with own pictures and bundle; run again to continue");
    command->footer(experiment_titles());
    command->add_option("name", options->name, "Which one")->required()->check(CLI::IsMember(experiment_names()));
    add_study_picture_options(*command, options->pictures);
    command
        ->add_option("--recipe", options->recipes,
                     "A detector's recipe, as for train-detector; may be given once for each framework")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_recipe_help(*command, detector_recipe_help);
    command->add_option("--steps", e.steps, "Steps of the shortest schedule; the recipe's where it is not given")
        ->check(CLI::Range(1, 100000000));
    command->add_option("--multiples", e.multiples, "Variants of each real picture; the paper's where it is not given")
        ->delimiter(',')
        ->expected(1, kMaxListed)
        ->check(CLI::Range(1, 1000));
    command->add_option("--self-supervised", e.self_supervised,
                        "Weights of a backbone that was trained without labels, for table2");
    add_gain_options(*command, e.gain, options->gate);
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of Markdown");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

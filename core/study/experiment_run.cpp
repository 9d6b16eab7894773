// SPDX-License-Identifier: Apache-2.0
#include "core/study/experiment_run.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/study/gain_text.h"

namespace destudio::study {

namespace {

training::DetectorRecipe recipe_for(const ExperimentOptions& options, const std::string& framework) {
    training::DetectorRecipe recipe = options.recipes.empty() ? training::DetectorRecipe() : options.recipes.front();
    const auto own = std::find_if(options.recipes.begin(), options.recipes.end(),
                                  [&](const auto& entry) { return entry.framework == framework; });
    if (own != options.recipes.end()) {
        recipe = *own;
    } else {
        recipe.framework = framework;
        recipe.model = nlohmann::json::object();
    }
    recipe.seed = experiment_seed(options);  // all parts learn from the same real pictures
    return recipe;
}

GainOptions options_of(const ExperimentPart& part, const ExperimentOptions& options, std::int64_t base_steps) {
    GainOptions gain = options.gain;
    gain.variants = options.gain.out / "variants";
    gain.out = options.gain.out / part.name;
    gain.sets = part.sets;
    gain.multiples = options.multiples.empty() ? part.multiples : options.multiples;
    gain.schedules.clear();
    for (const int schedule : part.schedules) {
        gain.schedules.push_back(base_steps * schedule);
    }
    if (part.self_supervised) {
        gain.weights = options.self_supervised;
    }
    return gain;
}

/// All arms of an experiment in one list, for one chart.
GainReport all_arms(const ExperimentReport& report) {
    GainReport all;
    for (const auto& [name, part] : report.parts) {
        for (GainResult result : part.results) {
            result.arm.name = (report.parts.size() > 1 ? name + ": " : "") + result.arm.name;
            all.results.push_back(std::move(result));
        }
    }
    return all;
}

}  // namespace

std::uint64_t experiment_seed(const ExperimentOptions& options) {
    return options.recipes.empty() ? training::DetectorRecipe().seed : options.recipes.front().seed;
}

ExperimentReport run_experiment(const Experiment& experiment, const ExperimentOptions& options,
                                const GainPictures& pictures, const std::stop_token& stop,
                                const ProgressSink& progress) {
    ExperimentReport report{experiment, {}, {}, {}};
    auto runnable = runnable_parts(experiment, pictures.other != nullptr, !options.self_supervised.empty());
    report.missing = std::move(runnable.missing);
    for (const ExperimentPart& part : runnable.parts) {
        const auto recipe = recipe_for(options, part.framework);
        const auto gain = options_of(part, options, options.steps > 0 ? options.steps : recipe.steps);
        const ProgressSink of_part =
            progress ? [&](const Progress& step) { progress({part.name + ", " + step.stage, step.done, step.total}); }
                     : ProgressSink();
        report.parts.emplace_back(part.name, study_gain(gain, recipe, pictures, stop, of_part));
        write_gain_files(report.parts.back().second, gain.out);
    }
    if (experiment.compares_attention) {
        report.attention = study_attention(options.gain, pictures.test, stop, progress);
    }
    return report;
}

nlohmann::ordered_json to_json(const ExperimentReport& report) {
    nlohmann::ordered_json json = {{"experiment", report.experiment.name}, {"title", report.experiment.title}};
    for (const auto& [name, part] : report.parts) {
        json["parts"][name] = to_json(part);
    }
    if (report.attention) {
        json["attention"] = to_json(*report.attention);
    }
    json["missing"] = report.missing;
    return json;
}

std::string to_markdown(const ExperimentReport& report) {
    std::string text = "# " + report.experiment.title + "\n\n";
    if (!report.parts.empty()) {
        text += std::to_string(report.parts.front().second.real) + " real pictures. Mean ± sample deviation over " +
                std::to_string(report.parts.front().second.seeds.size()) +
                " seeds; in parentheses the difference against the first row of the same schedule.\n\n";
    }
    for (const auto& [name, part] : report.parts) {
        text += "## " + name + "\n\n" + markdown_tables(part, 3) + "\n";
    }
    if (report.attention) {
        text += markdown_table(*report.attention) + "\n";
    }
    if (!report.missing.empty()) {
        text += "## Not run\n\n";
        for (const std::string& sentence : report.missing) {
            text += "- " + sentence + "\n";
        }
    }
    return text;
}

void write_experiment_files(const ExperimentReport& report, const std::filesystem::path& folder) {
    const std::string& name = report.experiment.name;
    write_file_atomically(folder / (name + ".json"), to_json(report).dump(1) + "\n");
    write_file_atomically(folder / (name + ".md"), to_markdown(report));
    if (report.parts.empty()) {
        write_file_atomically(folder / (name + ".svg"), attention_chart(*report.attention));
        return;
    }
    const GainReport& first = report.parts.front().second;
    write_file_atomically(folder / (name + ".svg"),
                          report.experiment.shows_classes
                              ? classes_chart(first, first.results.front(), first.results.back())
                              : arms_chart(all_arms(report), report.experiment.title));
}

}  // namespace destudio::study

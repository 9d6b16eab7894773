// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "core/study/attention_study.h"
#include "core/study/experiment.h"
#include "core/study/gain_study.h"

namespace destudio::study {

/// How an experiment of the paper is run.
struct ExperimentOptions {
    /// Bundle, variants, seeds, test pictures, out. Sets, multiples and schedules are the experiment's.
    GainOptions gain;
    /// One for each framework that needs its own; a framework without one takes the first recipe with the default
    /// model.
    std::vector<training::DetectorRecipe> recipes;
    std::int64_t steps = 0;                   ///< of the shortest schedule; 0: the recipe's
    std::vector<int> multiples{};             ///< others than the paper's; empty: the paper's
    std::filesystem::path self_supervised{};  ///< weights of a backbone that was trained without labels; empty: none
};

struct ExperimentReport {
    Experiment experiment;
    std::vector<std::pair<std::string, GainReport>> parts;  ///< by name, in the order of the paper
    std::optional<AttentionReport> attention;
    std::vector<std::string> missing;  ///< rows of the paper that were not run, and why
};

/// The seed that chooses real pictures and scenes: the first recipe's.
std::uint64_t experiment_seed(const ExperimentOptions& options);

/// Runs the parts one after the other with study_gain(), each in a folder of its own below options.gain.out; variants
/// are made once for all. Run it again to resume.
/// @throws UsageError where it cannot be run, saying what is missing; as study_gain()
ExperimentReport run_experiment(const Experiment& experiment, const ExperimentOptions& options,
                                const GainPictures& pictures, const std::stop_token& stop,
                                const ProgressSink& progress);

nlohmann::ordered_json to_json(const ExperimentReport& report);
std::string to_markdown(const ExperimentReport& report);
/// NAME.json, NAME.md and NAME.svg. @throws IoError
void write_experiment_files(const ExperimentReport& report, const std::filesystem::path& folder);

}  // namespace destudio::study

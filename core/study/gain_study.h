// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/base/progress.h"
#include "core/training/detector/detector_recipe.h"
#include "core/training/sources/adapter_image_source.h"

namespace destudio::study {

/// Does training on a bundle's variants help? The question and what to answer it with.
struct GainOptions {
    std::filesystem::path bundle;
    std::filesystem::path adapter;  ///< another adapter folder than the bundle's own; empty: the bundle's
    int real = 100;                 ///< real pictures to learn from
    int variants = 5;               ///< of each real picture
    std::vector<double> ratios = {0.3, 0.6, 0.9};  ///< taken in turn
    double threshold = kDefaultThreshold;          ///< score from which a detection becomes a label
    std::vector<std::uint64_t> seeds = {1, 2, 3};  ///< one training of every kind each
    int test_images = 500;
    bool copy_paste = false;  ///< also the Copy-Paste baseline
    std::filesystem::path out;
    std::string device = "auto";
};

/// One kind of training set.
struct GainArm {
    std::string name;                           ///< "real", "real + variants", "real + copy-paste"
    std::uint64_t images = 0;                   ///< different ones; 0: an endless series
    std::vector<double> ap;                     ///< one for each seed
    std::vector<double> ap50;                   ///< one for each seed
    std::map<std::string, double> ap_by_class;  ///< mean over seeds; -1 where the test pictures have none
};

struct GainReport {
    std::vector<GainArm> arms;
    std::map<std::string, int> real_annotations;     ///< by class
    std::map<std::string, int> variant_annotations;  ///< by class
    std::vector<std::string> not_found;              ///< classes of the pictures that the adapter does not find
    std::vector<std::string> not_used;  ///< classes that it finds and the pictures do not have: such boxes are dropped
};

/// Makes the variants (kept in out/variants), trains the recipe's detector on each kind of set with each seed for the
/// same number of steps, and measures the last weights on the test pictures. Everything finished is kept in `out`: run
/// it again to resume.
/// @param real pictures to learn from: at most options.real different ones; where they are on disk, each arm cuts them
///        anew each time they come up  @param test pictures to measure on
/// @throws IoError, FormatError, ConfigError, CancelledError
GainReport study_gain(const GainOptions& options, const training::DetectorRecipe& recipe,
                      const training::TrainingImageSource& real, const training::TrainingImageSource& test,
                      const std::stop_token& stop, const ProgressSink& progress);

/// Mean and sample deviation. @param values at least one
std::pair<double, double> mean_and_deviation(const std::vector<double>& values);

nlohmann::ordered_json to_json(const GainReport& report);

}  // namespace destudio::study

// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_study.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/detector_factory.h"
#include "core/nn/torch.h"
#include "core/study/gain_variants.h"
#include "core/training/detector/detector_evaluation.h"
#include "core/training/detector/detector_trainer.h"
#include "core/training/sources/copy_paste_source.h"

namespace destudio::study {

namespace {

using training::MemoryImageSource;
using training::TrainingImage;

std::map<std::string, int> count_annotations(const std::vector<TrainingImage>& images,
                                             const std::vector<std::string>& classes) {
    std::map<std::string, int> counts;
    for (const std::string& name : classes) {
        counts[name] = 0;
    }
    for (const TrainingImage& image : images) {
        for (const int label : image.labels) {
            ++counts[classes.at(static_cast<std::size_t>(label))];
        }
    }
    return counts;
}

/// Trains and measures one arm with one seed; a finished one is read from its file.
nlohmann::json measure(const GainOptions& options, training::DetectorRecipe recipe, std::uint64_t seed,
                       const std::string& folder_name, const training::TrainingImageSource& pictures,
                       const training::TrainingImageSource& test, const std::stop_token& stop,
                       const ProgressSink& progress) {
    const auto folder = options.out / (folder_name + "-seed" + std::to_string(seed));
    const auto result_file = folder / "result.json";
    if (std::filesystem::exists(result_file)) {
        return read_json(result_file);
    }
    recipe.seed = seed;
    // The last weights count: choosing the best ones by the test pictures would flatter every arm.
    recipe.evaluate_every = recipe.steps;
    recipe.evaluation_images = 1;
    const torch::Device device(options.device);
    const auto trained = training::train_detector({recipe, pictures, test, folder, {}, device, stop, progress});
    const auto detector = detection::load_detector(trained.folder);
    detector->to(device);
    training::PixelInputs inputs;
    const auto figures = training::evaluate_detector(
        *detector, inputs, test, {static_cast<std::uint64_t>(options.test_images), recipe.image_size, recipe.batch, 1},
        stop);
    nlohmann::json result = {{"AP", figures.stats[0]}, {"AP50", figures.stats[1]}};
    for (const auto& category : figures.per_category) {
        result["by_class"][pictures.classes().at(static_cast<std::size_t>(category.category_id))] = category.ap;
    }
    write_file_atomically(result_file, result.dump() + "\n");
    return result;
}

/// Results of another study in the same folder would be taken for this one's.
void check_folder(const GainOptions& options, const training::DetectorRecipe& recipe) {
    const nlohmann::json study = {{"bundle", options.bundle.string()},
                                  {"adapter", options.adapter.string()},
                                  {"real", options.real},
                                  {"variants", options.variants},
                                  {"ratios", options.ratios},
                                  {"threshold", options.threshold},
                                  {"test_images", options.test_images},
                                  {"image_size", recipe.image_size},
                                  {"steps", recipe.steps},
                                  {"batch", recipe.batch},
                                  {"learning_rate", recipe.learning_rate},
                                  {"model", recipe.model}};
    const auto file = options.out / "study.json";
    if (std::filesystem::exists(file) && read_json(file) != study) {
        throw UsageError(options.out.string() +
                         " holds a study with other options. Name another folder with --out, or remove it.");
    }
    write_file_atomically(file, study.dump(1) + "\n");
}

}  // namespace

std::pair<double, double> mean_and_deviation(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return {mean, values.size() > 1 ? std::sqrt(squares / (count - 1)) : 0.0};
}

GainReport study_gain(const GainOptions& options, const training::DetectorRecipe& recipe,
                      const training::TrainingImageSource& real, const training::TrainingImageSource& test,
                      const std::stop_token& stop, const ProgressSink& progress) {
    check_folder(options, recipe);
    std::vector<TrainingImage> pictures;
    const auto wanted = static_cast<std::uint64_t>(options.real);
    for (std::uint64_t i = 0; i < (real.count() > 0 ? std::min(wanted, real.count()) : wanted); ++i) {
        pictures.push_back(real.get(i, recipe.image_size));
    }
    const MemoryImageSource real_set(real.classes(), pictures);
    const auto variants = make_gain_variants(options, recipe.image_size, real, real_set.count(), stop, progress);
    std::vector<TrainingImage> both = pictures;
    both.insert(both.end(), variants.begin(), variants.end());
    const MemoryImageSource both_set(real.classes(), std::move(both));

    GainReport report;
    report.real_annotations = count_annotations(pictures, real.classes());
    report.variant_annotations = count_annotations(variants, real.classes());
    report.arms.push_back({"real", real_set.count(), {}, {}, {}});
    report.arms.push_back({"real + variants", both_set.count(), {}, {}, {}});
    if (options.copy_paste) {
        report.arms.push_back({"real + copy-paste", 0, {}, {}, {}});
    }
    for (const std::uint64_t seed : options.seeds) {
        const training::CopyPasteSource pasted(real_set, seed);
        const std::array<std::pair<const char*, const training::TrainingImageSource*>, 3> sets = {
            {{"real", &real_set}, {"variants", &both_set}, {"copy-paste", &pasted}}};
        for (std::size_t a = 0; a < report.arms.size(); ++a) {
            const auto result = measure(options, recipe, seed, sets[a].first, *sets[a].second, test, stop, progress);
            GainArm& arm = report.arms[a];
            arm.ap.push_back(result.at("AP").get<double>());
            arm.ap50.push_back(result.at("AP50").get<double>());
            for (const auto& [name, ap] : result.at("by_class").items()) {
                arm.ap_by_class[name] += ap.get<double>() / static_cast<double>(options.seeds.size());
            }
        }
    }
    return report;
}

nlohmann::ordered_json to_json(const GainReport& report) {
    nlohmann::ordered_json json;
    for (const GainArm& arm : report.arms) {
        const auto [ap, ap_deviation] = mean_and_deviation(arm.ap);
        const auto [ap50, ap50_deviation] = mean_and_deviation(arm.ap50);
        json["arms"].push_back({{"name", arm.name},
                                {"images", arm.images},
                                {"AP", ap},
                                {"AP_deviation", ap_deviation},
                                {"AP50", ap50},
                                {"AP50_deviation", ap50_deviation},
                                {"AP_by_seed", arm.ap},
                                {"AP50_by_seed", arm.ap50}});
    }
    for (const auto& [name, count] : report.real_annotations) {
        nlohmann::ordered_json entry = {{"real_annotations", count},
                                        {"variant_annotations", report.variant_annotations.at(name)}};
        for (const GainArm& arm : report.arms) {
            const auto found = arm.ap_by_class.find(name);
            entry["AP"][arm.name] = found == arm.ap_by_class.end() ? -1.0 : found->second;
        }
        json["by_class"][name] = entry;
    }
    return json;
}

}  // namespace destudio::study

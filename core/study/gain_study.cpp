// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_study.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/detection/detector_factory.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/model_options.h"
#include "core/nn/torch.h"
#include "core/study/gain_sets.h"
#include "core/study/gain_variants.h"
#include "core/training/detector/detector_evaluation.h"
#include "core/training/detector/detector_trainer.h"
#include "core/training/sources/copy_paste_source.h"
#include "core/training/sources/memory_image_source.h"
#include "core/training/sources/square_crop.h"

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
    const torch::Device device(resolve_device(options.device));
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
void check_folder(const GainOptions& options, const training::DetectorRecipe& recipe, bool cuts_anew) {
    nlohmann::json study = {{"bundle", options.bundle.string()},
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
    if (recipe.framework != "retinanet") {
        study["framework"] = recipe.framework;
    }
    if (cuts_anew) {  // earlier versions froze one crop of each picture
        study["crops"] = "anew";
    }
    const auto file = options.out / "study.json";
    if (std::filesystem::exists(file) && read_json(file) != study) {
        throw UsageError(options.out.string() +
                         " holds a study with other options. Name another folder with --out, or remove it.");
    }
    write_file_atomically(file, study.dump(1) + "\n");
}

std::vector<std::string> only_in(const std::vector<std::string>& names, const std::vector<std::string>& others) {
    std::vector<std::string> missing;
    std::copy_if(names.begin(), names.end(), std::back_inserter(missing), [&](const std::string& name) {
        return std::find(others.begin(), others.end(), name) == others.end();
    });
    return missing;
}

std::string listed_classes(const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 8;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        list += (i == 0 ? "" : ", ") + names[i];
    }
    return list + (names.size() > kShown ? " and " + std::to_string(names.size() - kShown) + " more" : "");
}

/// Variants only have boxes of classes that both sides call by one name; anything else is said before hours go by.
void tell_classes(const GainOptions& options, const std::vector<std::string>& classes, GainReport& report) {
    const auto known = read_bundle_info(options.bundle, options.adapter).classes;
    report.not_found = only_in(classes, known);
    report.not_used = only_in(known, classes);
    if (report.not_found.size() == classes.size()) {
        throw UsageError("The adapter finds none of the classes of the pictures (" + listed_classes(classes) +
                         "), so no variant would have a box. `destudio-cli merge --map` gives classes other names.");
    }
    if (!report.not_found.empty()) {
        spdlog::warn(
            "The adapter does not find {}: variants show them without a box. `destudio-cli merge --map` gives "
            "classes other names.",
            listed_classes(report.not_found));
    }
    if (!report.not_used.empty()) {
        spdlog::info("Boxes of classes that the pictures do not have are left out: {}",
                     listed_classes(report.not_used));
    }
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
    const auto wanted = static_cast<std::uint64_t>(options.real);
    const auto on_disk = real.some_pictures(wanted, recipe.seed);
    check_folder(options, recipe, on_disk != nullptr);
    const training::TrainingImageSource& chosen = on_disk ? *on_disk : real;
    const std::uint64_t count = on_disk            ? on_disk->pictures()
                                : real.count() > 0 ? std::min(wanted, real.count())
                                                   : wanted;
    std::vector<TrainingImage> pictures;
    for (std::uint64_t i = 0; i < count; ++i) {
        pictures.push_back(chosen.still(i, recipe.image_size));
    }
    GainReport report;
    tell_classes(options, real.classes(), report);
    const MemoryImageSource stills(real.classes(), pictures);
    // Crops take a part of a variant, so it is kept that much larger.
    const int variant_size =
        on_disk ? static_cast<int>(std::ceil(recipe.image_size / training::kSmallestCrop)) : recipe.image_size;
    const auto variants = make_gain_variants(options, variant_size, chosen, count, stop, progress);
    std::vector<TrainingImage> both = pictures;
    both.insert(both.end(), variants.begin(), variants.end());
    const MemoryImageSource both_stills(real.classes(), on_disk ? std::vector<TrainingImage>() : std::move(both));
    const RealAndVariants both_cut(chosen, on_disk ? variants : std::vector<TrainingImage>(), recipe.seed);
    const training::TrainingImageSource& real_set =
        on_disk ? *on_disk : static_cast<const training::TrainingImageSource&>(stills);
    const training::TrainingImageSource& both_set =
        on_disk ? static_cast<const training::TrainingImageSource&>(both_cut) : both_stills;

    report.real_annotations = count_annotations(pictures, real.classes());
    report.variant_annotations = count_annotations(variants, real.classes());
    report.arms.push_back({"real", count, {}, {}, {}});
    report.arms.push_back({"real + variants", count + variants.size(), {}, {}, {}});
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
    json["classes_without_variants"] = report.not_found;
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

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "app/cli/command.h"
#include "core/base/error.h"
#include "core/base/shown_text.h"
#include "core/base/split_word.h"
#include "core/evaluation/coco_json.h"
#include "core/evaluation/result_check.h"
#include "core/evaluation/voc_evaluation.h"
#include "core/evaluation/voc_from_coco.h"

namespace destudio::cli {

namespace {

using evaluation::CocoGroundTruths;
using evaluation::CocoResult;

struct EvaluateArguments {
    std::filesystem::path ground_truth;
    std::filesystem::path detections;
    std::string style = "coco";
    std::string category_ids = "auto";
    std::string split;
    bool json = false;
    bool masks = false;
};

constexpr const char* kStatNames[] = {"AP",  "AP50", "AP75",  "APs", "APm", "APl",
                                      "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"};

/// Category names by id; a name that occurs twice, or is empty, becomes "NAME (ID)".
std::map<std::int64_t, std::string> unique_names(const CocoGroundTruths& truths) {
    std::map<std::string, int> uses;
    for (const auto& category : truths.categories) {
        ++uses[category.name];
    }
    std::map<std::int64_t, std::string> names;
    for (const auto& category : truths.categories) {
        const bool clear = !category.name.empty() && uses[category.name] == 1;
        names[category.id] = clear ? category.name : category.name + " (" + std::to_string(category.id) + ")";
    }
    return names;
}

nlohmann::ordered_json coco_report(const CocoGroundTruths& truths, const std::vector<CocoResult>& results) {
    const auto figures = evaluation::evaluate_coco(truths, results);
    const auto names = unique_names(truths);
    nlohmann::ordered_json report;
    for (std::size_t i = 0; i < figures.stats.size(); ++i) {
        report[kStatNames[i]] = figures.stats[i];
    }
    report["per_category"] = nlohmann::ordered_json::object();
    for (const auto& category : figures.per_category) {
        report["per_category"][names.at(category.category_id)] = {{"AP", category.ap}, {"AP50", category.ap50}};
    }
    return report;
}

nlohmann::ordered_json voc_report(const CocoGroundTruths& truths, const std::vector<CocoResult>& results,
                                  evaluation::VocMetric metric) {
    const auto converted = evaluation::voc_from_coco(truths, results);
    const auto aps = evaluation::evaluate_voc(converted.objects, converted.detections,
                                              static_cast<int>(truths.categories.size()), 0.5, metric);
    const auto names = unique_names(truths);
    nlohmann::ordered_json report = {{"mAP", -1.0}, {"per_category", nlohmann::ordered_json::object()}};
    double sum = 0;
    int defined = 0;
    for (std::size_t c = 0; c < aps.size(); ++c) {
        const bool has_objects = converted.positives[c] > 0 && !std::isnan(aps[c]);
        report["per_category"][names.at(truths.categories[c].id)] = {{"AP", has_objects ? aps[c] : -1.0}};
        sum += has_objects ? aps[c] : 0.0;
        defined += has_objects ? 1 : 0;
    }
    if (defined > 0) {
        report["mAP"] = sum / defined;
    }
    return report;
}

void print_table(const nlohmann::ordered_json& report) {
    for (const auto& [key, value] : report.items()) {
        if (value.is_number()) {
            std::printf("%-6s %7.3f\n", key.c_str(), value.get<double>());
        }
    }
    for (const auto& [name, values] : report.at("per_category").items()) {
        std::printf("%-24s", shown_text(name).c_str());
        for (const auto& [key, value] : values.items()) {
            std::printf("  %s %7.3f", key.c_str(), value.get<double>());
        }
        std::printf("\n");
    }
}

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// "5 of train, 3 of val"
std::string listed(const std::map<std::string, std::size_t>& counts) {
    std::string text;
    for (const auto& [split, count] : counts) {
        text += (text.empty() ? "" : ", ") + std::to_string(count) +
                (split == kNoSplit ? " without a split" : " of " + split);
    }
    return text;
}

/// The images of the splits that were asked for; says which splits are measured where the ground truth has some.
/// @throws UsageError when there are none
CocoGroundTruths of_splits(CocoGroundTruths truths, const EvaluateArguments& options) {
    const auto asked = parse_splits(options.split, "--split");
    std::map<std::string, std::size_t> taken;
    std::map<std::string, std::size_t> others;
    std::set<std::int64_t> ids;
    for (std::size_t i = 0; i < truths.image_ids.size(); ++i) {
        const std::string known = split_of_word(truths.splits[i]);
        const std::string split = known.empty() ? kNoSplit : known;
        const bool wanted = asked.empty() || std::find(asked.begin(), asked.end(), split) != asked.end();
        ++(wanted ? taken : others)[split];
        if (wanted) {
            ids.insert(truths.image_ids[i]);
        }
    }
    if (!asked.empty() && taken.empty()) {
        throw UsageError("No image of " + options.ground_truth.string() +
                         " is in the splits that were asked for; it has " + listed(others) + ".");
    }
    const bool has_splits = !others.empty() || taken.size() > 1 || (taken.size() == 1 && !taken.contains(kNoSplit));
    if (has_splits) {
        std::cerr << "Images measured on: " << listed(taken) << (others.empty() ? "" : "; not used: " + listed(others))
                  << ".\n";
    }
    std::erase_if(truths.image_ids, [&](std::int64_t id) { return !ids.contains(id); });
    std::erase_if(truths.annotations, [&](const auto& truth) { return !ids.contains(truth.image_id); });
    return truths;
}

/// The detections in the ground truth's numbers of categories.
std::vector<CocoResult> with_ids_of(const CocoGroundTruths& truths, std::vector<CocoResult> results,
                                    const EvaluateArguments& options) {
    const bool recognised = options.category_ids == "auto" && evaluation::counts_from_zero(truths, results);
    if (recognised) {
        std::cerr << "warning: " << options.detections.string()
                  << ": The detections count their categories from 0, by position, where the ground truth has other "
                     "ids; they are read so. --category-ids as-written takes them as they are.\n";
    }
    return recognised || options.category_ids == "zero-based"
               ? evaluation::with_category_ids(truths, std::move(results))
               : results;
}

/// Detections that nothing can be compared with are told: pycocotools refuses them.
/// @throws FormatError when there are no others
void tell_unknown(const CocoGroundTruths& all, const std::vector<CocoResult>& results,
                  const EvaluateArguments& options) {
    const auto unknown = evaluation::count_unknown(all, results);
    const std::string name = options.detections.string();
    const std::string truth = options.ground_truth.string();
    if (!results.empty() && unknown.of_image + unknown.of_category == results.size()) {
        throw FormatError("None of the " + counted(results.size(), "detection", "detections") + " of " + name +
                          " has an image and a category of " + truth + ": " +
                          (unknown.of_image > 0 ? "there is no image " + std::to_string(unknown.first_image)
                                                : "there is no category " + std::to_string(unknown.first_category)) +
                          ". Give both files the same ids.");
    }
    if (unknown.of_image > 0) {
        std::cerr << "warning: " << name << ": "
                  << counted(unknown.of_image, "detection is of an image", "detections are of images") << " that "
                  << truth << " does not have, image " << unknown.first_image
                  << " for one; left out, where pycocotools refuses the file.\n";
    }
    if (unknown.of_category > 0) {
        std::cerr << "warning: " << name << ": "
                  << counted(unknown.of_category, "detection is of a category", "detections are of categories")
                  << " that " << truth << " does not have, category " << unknown.first_category
                  << " for one; left out.\n";
    }
}

void run(const EvaluateArguments& options) {
    if (options.masks && options.style != "coco") {
        throw UsageError("--masks goes with --style coco alone; the VOC styles compare boxes.");
    }
    const auto all = evaluation::read_ground_truths(
        options.ground_truth, options.masks ? evaluation::CocoShapes::kMasks : evaluation::CocoShapes::kBoxes);
    const auto results = with_ids_of(all,
                                     options.masks ? evaluation::read_mask_results(options.detections, all)
                                                   : evaluation::read_results(options.detections),
                                     options);
    tell_unknown(all, results, options);
    const auto truths = of_splits(all, options);
    const auto report = options.style == "coco" ? coco_report(truths, results)
                                                : voc_report(truths, results,
                                                             options.style == "voc07" ? evaluation::VocMetric::k11Point
                                                                                      : evaluation::VocMetric::kArea);
    if (options.json) {
        std::cout << report.dump() << '\n';
    } else {
        print_table(report);
    }
}

}  // namespace

void add_evaluate_command(CLI::App& app, Context&) {
    auto options = std::make_shared<EvaluateArguments>();
    CLI::App* command = app.add_subcommand("evaluate", "Average precision of detections against a ground truth");
    command->add_option("--gt", options->ground_truth, "Ground truth, COCO JSON")->required();
    command->add_option("--dt", options->detections, "Detections, COCO results JSON")->required();
    command->add_option("--style", options->style, "coco, or voc07 (11 points) and voc12 (area) at IoU 0.5")
        ->check(CLI::IsMember({"coco", "voc07", "voc12"}))
        ->capture_default_str();
    command
        ->add_option("--category-ids", options->category_ids,
                     "How the detections number categories: as-written (the ground truth's ids), zero-based "
                     "(positions among these), or auto, which tells")
        ->check(CLI::IsMember({"auto", "as-written", "zero-based"}))
        ->capture_default_str();
    command->add_option("--split", options->split,
                        "Splits of the ground truth to measure on: train, val, test, none, all; all where it is not "
                        "given");
    command->add_flag("--masks", options->masks,
                      "Compare the masks of \"segmentation\" (polygons or run lengths), as pycocotools with \"segm\"");
    command->add_flag("--json", options->json, "Print JSON instead of a table; -1 where undefined");
    command->callback([options] { run(*options); });
}

}  // namespace destudio::cli

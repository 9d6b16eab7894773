// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "core/evaluation/coco_json.h"
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
    bool json = false;
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
        std::printf("%-24s", name.c_str());
        for (const auto& [key, value] : values.items()) {
            std::printf("  %s %7.3f", key.c_str(), value.get<double>());
        }
        std::printf("\n");
    }
}

void run(const EvaluateArguments& options) {
    const auto truths = evaluation::read_ground_truths(options.ground_truth);
    const auto results = evaluation::read_results(options.detections);
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
    command->add_flag("--json", options->json, "Print JSON instead of a table; -1 where undefined");
    command->callback([options] { run(*options); });
}

}  // namespace destudio::cli

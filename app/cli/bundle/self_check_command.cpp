// SPDX-License-Identifier: Apache-2.0
// destudio-cli self-check: an adapter against the ground truth of untouched pictures.
#include <spdlog/spdlog.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/training/training_sources.h"
#include "core/adaptation/self_check.h"
#include "core/base/shown_text.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::cli {

namespace {

using adaptation::SelfCheckReport;
using evaluation::LabelIssue;
using evaluation::SuspectLabel;

struct SelfCheckArguments {
    adaptation::SelfCheckRequest request;
    std::filesystem::path project;
    std::filesystem::path dataset;
    std::string kind = "references";
    std::string timesteps;
    ComputeOptions compute;
    bool json = false;
};

std::string name_of(const SelfCheckReport& report, std::int64_t category) {
    return category < 0 ? std::string() : report.classes.at(static_cast<std::size_t>(category)).name;
}

std::string sentence_of(const SelfCheckReport& report, const SuspectLabel& suspect) {
    const std::string found = name_of(report, suspect.found);
    const std::string labelled = name_of(report, suspect.labelled);
    switch (suspect.suspect) {
        case LabelIssue::kMissingBox:
            return "a " + found + " is found that is not labelled";
        case LabelIssue::kOtherClass:
            return "labelled " + labelled + ", found as " + found;
        case LabelIssue::kLooseBox:
            return "the box of this " + labelled + " may be off";
        case LabelIssue::kNothingThere:
            return "labelled " + labelled + ", but nothing is found there";
    }
    return {};
}

nlohmann::ordered_json box_json(const evaluation::CocoBox& box) {
    return {box.x, box.y, box.width, box.height};
}

nlohmann::ordered_json to_json(const SelfCheckReport& report) {
    constexpr const char* kNames[] = {"AP",  "AP50", "AP75",  "APs", "APm", "APl",
                                      "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"};
    nlohmann::ordered_json json;
    for (std::size_t i = 0; i < report.stats.size(); ++i) {
        json[kNames[i]] = report.stats[i];
    }
    json["images"] = report.pictures.size();
    json["images_left_out"] = report.left_out;
    json["threshold"] = report.best ? nlohmann::ordered_json(report.best->threshold) : nullptr;
    json["per_category"] = nlohmann::ordered_json::object();
    for (const auto& entry : report.classes) {
        auto& out = json["per_category"][entry.name];
        out = {{"objects", entry.objects},
               {"AP", entry.ap},
               {"AP50", entry.ap50},
               {"blind", entry.blind()},
               {"known", entry.known}};
        out["threshold"] = entry.best ? nlohmann::ordered_json(entry.best->threshold) : nullptr;
        out["F1"] = entry.best ? nlohmann::ordered_json(entry.best->f1) : nullptr;
    }
    if (!report.curve.points.empty()) {
        json["best_timestep"] = report.curve.best();
        json["timesteps"] = nlohmann::ordered_json::array();
        for (const TimestepPoint& point : report.curve.points) {
            json["timesteps"].push_back({{"t", point.timestep}, {"AP", point.ap}, {"AP50", point.ap50}});
        }
    }
    json["doubts"] = nlohmann::ordered_json::array();
    for (const SuspectLabel& suspect : report.suspects) {
        nlohmann::ordered_json out = {
            {"what", to_string(suspect.suspect)},
            {"file", report.pictures.at(static_cast<std::size_t>(suspect.image_id)).file.string()},
            {"confidence", suspect.confidence}};
        if (suspect.labelled >= 0) {
            out["labelled"] = name_of(report, suspect.labelled);
            out["box"] = box_json(suspect.truth);
        }
        if (suspect.found >= 0) {
            out["found"] = name_of(report, suspect.found);
            out["found_box"] = box_json(suspect.detection);
            out["score"] = suspect.score;
        }
        json["doubts"].push_back(std::move(out));
    }
    return json;
}

void print_table(const SelfCheckReport& report) {
    std::printf("%zu images: mAP %.3f, mAP50 %.3f", report.pictures.size(), report.stats[0], report.stats[1]);
    if (report.best) {
        std::printf(", best threshold %.2f (F1 %.3f)", report.best->threshold, report.best->f1);
    }
    std::printf("\n\n%-24s %8s %7s %7s %10s %7s\n", "class", "objects", "AP", "AP50", "threshold", "F1");
    for (const auto& entry : report.classes) {
        if (entry.objects == 0) {
            continue;
        }
        std::printf("%-24s %8lld %7.3f %7.3f", shown_text(entry.name).c_str(), static_cast<long long>(entry.objects),
                    entry.ap, entry.ap50);
        if (entry.best) {
            std::printf(" %10.2f %7.3f\n", entry.best->threshold, entry.best->f1);
        } else {
            std::printf("   %s\n", entry.known ? "finds none of them" : "does not know this class");
        }
    }
    if (!report.curve.points.empty()) {
        std::printf("\n%-24s %7s %7s\n", "noise level t", "AP", "AP50");
    }
    for (const TimestepPoint& point : report.curve.points) {
        std::printf("%-24d %7.3f %7.3f%s\n", point.timestep, point.ap, point.ap50,
                    point.timestep == report.curve.best() ? "  best" : "");
    }
    if (!report.suspects.empty()) {
        std::printf("\nLabels to look at, the surest first\n");
    }
    for (const SuspectLabel& suspect : report.suspects) {
        std::printf("%s: %s (%.0f %%)\n",
                    shown_text(report.pictures.at(static_cast<std::size_t>(suspect.image_id)).file.string()).c_str(),
                    shown_text(sentence_of(report, suspect)).c_str(), 100 * suspect.confidence);
    }
}

/// Beside the adapter, where "--label-step best" finds it.
void keep_curve(const adaptation::SelfCheckRequest& request, const SelfCheckReport& report) {
    if (report.curve.points.empty()) {
        return;
    }
    try {
        write_timestep_curve(request.adapter.empty() ? request.bundle / "adapter" : request.adapter, report.curve);
    } catch (const IoError& error) {
        spdlog::warn("The curve cannot be kept beside the adapter: {}", error.what());
    }
}

void run(SelfCheckArguments& options, Context& context) {
    using Kind = adaptation::PictureChoice::Kind;
    auto& request = options.request;
    if (options.project.empty() == options.dataset.empty()) {
        throw UsageError("Name what to compare with: either --project or --dataset.");
    }
    if (request.bundle.empty()) {
        request.bundle = built_in_bundle();
    }
    request.pictures.kind = options.project.empty() ? Kind::kDataset : adaptation::parse_picture_kind(options.kind);
    request.pictures.path = options.project.empty() ? options.dataset : options.project;
    request.device = computing_device(options.compute);
    request.threads = options.compute.threads;
    if (!options.timesteps.empty()) {
        request.timesteps = parse_timesteps(options.timesteps);
    }
    const SelfCheckReport report = adaptation::self_check(request, context.stop, context.progress_sink);
    keep_curve(request, report);
    if (options.json) {
        std::cout << to_json(report).dump() << '\n';
    } else {
        print_table(report);
    }
}

}  // namespace

void add_self_check_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<SelfCheckArguments>();
    auto& request = options->request;
    CLI::App* command =
        app.add_subcommand("self-check", "Compare an adapter with the ground truth of untouched pictures");
    command->add_option("--project", options->project, "Project whose references to compare with");
    command->add_option("--pictures", options->kind, "Of the project: references, or corrections (reviewed variants)")
        ->check(CLI::IsMember({"references", "corrections"}))
        ->capture_default_str();
    command->add_option("--dataset", options->dataset, "Dataset folder or annotation file to compare with instead");
    command->add_option("--format", request.pictures.format, "Format of the dataset; auto tells it by what is there")
        ->check(CLI::IsMember(dataset_format_words()))
        ->capture_default_str();
    command->add_option("--images", request.pictures.images,
                        "Folder of the dataset's pictures, if not beside its file");
    command->add_option("--split", request.pictures.splits.measure,
                        "Splits of the dataset to compare with: train, val, test, none, all; val where it is not given "
                        "and there is one");
    command->add_flag("--unlabelled", request.pictures.splits.unlabelled,
                      "Take pictures that nobody has looked at for background; else they are left out");
    command->add_option("--bundle", request.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", request.adapter, "Another adapter folder than the bundle's own");
    command->add_option(
        "--timesteps", options->timesteps,
        "Measure at these noise levels as well, such as 1,50,100,200,300, and keep the curve beside the "
        "adapter for --label-step best");
    command->add_option("--max-images", request.max_pictures, "At most so many pictures")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command->add_option("--dtype", request.dtype, "auto, float32 or bfloat16")->capture_default_str();
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON instead of a table; -1 where undefined");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

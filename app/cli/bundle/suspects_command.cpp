// SPDX-License-Identifier: Apache-2.0
// destudio-cli suspects: an adapter, a second detector and the annotation over a whole split.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/generate/engine_compute.h"
#include "app/cli/training/training_sources.h"
#include "core/adaptation/split_comparison.h"
#include "core/base/shown_text.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::cli {

namespace {

using adaptation::SplitComparisonReport;
using evaluation::LabelDisagreement;

struct SuspectsArguments {
    adaptation::SplitComparisonRequest request;
    std::filesystem::path project;
    std::filesystem::path dataset;
    std::string kind = "references";
    ComputeOptions compute;
    std::size_t limit = 300;
    bool json = false;
};

std::string class_of(const SplitComparisonReport& report, std::int64_t category) {
    return category < 0 ? std::string() : report.classes.at(static_cast<std::size_t>(category));
}

std::string said(const SplitComparisonReport& report, const evaluation::DetectorOpinion& opinion) {
    if (!opinion.detection) {
        return "nothing";
    }
    char score[16];
    std::snprintf(score, sizeof score, " %.2f", opinion.detection->score);
    return class_of(report, opinion.detection->category_id) + score;
}

nlohmann::ordered_json opinion_json(const SplitComparisonReport& report, const evaluation::DetectorOpinion& opinion) {
    nlohmann::ordered_json json{{"doubts", opinion.doubts}};
    if (opinion.detection) {
        const auto& box = opinion.detection->box;
        json["class"] = class_of(report, opinion.detection->category_id);
        json["bbox"] = {box.x, box.y, box.width, box.height};
        json["score"] = opinion.detection->score;
    }
    return json;
}

nlohmann::ordered_json suspects_json(const SplitComparisonReport& report, std::size_t shown) {
    nlohmann::ordered_json json{{"images", report.pictures.size()},
                                {"images_left_out", report.left_out},
                                {"labels", report.truths.annotations.size()},
                                {"disagreements", report.list.size()},
                                {"suspects", report.suspects()},
                                {"second_unknown", report.unknown},
                                {"list", nlohmann::ordered_json::array()}};
    for (std::size_t i = 0; i < shown; ++i) {
        const LabelDisagreement& entry = report.list[i];
        nlohmann::ordered_json out{{"what", to_string(entry.issue)},
                                   {"file", report.pictures.at(static_cast<std::size_t>(entry.image_id)).file.string()},
                                   {"suspect", entry.suspect},
                                   {"doubt", entry.doubt}};
        if (entry.truth >= 0) {
            const auto& box = entry.label_box;
            out["label"] = {{"class", class_of(report, entry.labelled)},
                            {"bbox", {box.x, box.y, box.width, box.height}}};
        }
        out["adapter"] = opinion_json(report, entry.opinions[0]);
        if (report.has_second) {
            out["second"] = opinion_json(report, entry.opinions[1]);
        }
        json["list"].push_back(std::move(out));
    }
    return json;
}

void print_list(const SplitComparisonReport& report, std::size_t shown) {
    std::printf("%zu pictures, %zu labels: %zu disagreements, %zu of them suspect\n", report.pictures.size(),
                report.truths.annotations.size(), report.list.size(), report.suspects());
    for (std::size_t i = 0; i < shown; ++i) {
        const LabelDisagreement& entry = report.list[i];
        std::string line = shown_text(report.pictures.at(static_cast<std::size_t>(entry.image_id)).file.string()) +
                           ": " + to_string(entry.issue) + "; labelled " +
                           (entry.labelled < 0 ? "nothing" : class_of(report, entry.labelled)) + ", adapter " +
                           said(report, entry.opinions[0]);
        if (report.has_second) {
            line += ", second " + said(report, entry.opinions[1]);
        }
        std::printf("%s (%.0f %%%s)\n", shown_text(line).c_str(), 100 * entry.doubt, entry.suspect ? ", suspect" : "");
    }
    if (report.list.size() > shown) {
        std::printf("and %zu more; --limit shows them\n", report.list.size() - shown);
    }
}

nlohmann::ordered_json measured_json(const SplitComparisonReport& report, std::size_t limit) {
    const auto counts = evaluation::count_shown({report.truths, report.planted}, report.list, limit);
    return {{"planted", report.planted.size()},
            {"looked_at", limit},
            {"shown", counts[0] + counts[1] + counts[2] + counts[3]},
            {"missing", counts[0]},
            {"moved", counts[1]},
            {"renamed", counts[2]},
            {"invented", counts[3]}};
}

void run_suspects(SuspectsArguments& options, Context& context) {
    using Kind = adaptation::PictureChoice::Kind;
    auto& request = options.request;
    if (options.project.empty() == options.dataset.empty()) {
        throw UsageError("Name whose labels to look at: either --project or --dataset.");
    }
    if (request.bundle.empty()) {
        request.bundle = built_in_bundle();
    }
    request.pictures.kind = options.project.empty() ? Kind::kDataset : adaptation::parse_picture_kind(options.kind);
    request.pictures.path = options.project.empty() ? options.dataset : options.project;
    request.device = computing_device(options.compute);
    request.threads = options.compute.threads;
    const SplitComparisonReport report = adaptation::compare_split(request, context.stop, context.progress_sink);
    const std::size_t shown = std::min(options.limit, report.list.size());
    if (options.json) {
        auto json = suspects_json(report, shown);
        if (request.plant > 0) {
            json["measured"] = measured_json(report, options.limit);
        }
        std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
        return;
    }
    if (report.unknown > 0) {
        std::cerr << "warning: " << report.unknown
                  << " detections of the second detector are of pictures or classes that are not compared\n";
    }
    if (request.plant == 0) {
        print_list(report, shown);
        return;
    }
    const auto measured = measured_json(report, options.limit);
    std::printf(
        "Of %zu planted errors %d are among the first %zu: %d of missing, %d of moved, %d of renamed, %d of "
        "invented labels\n",
        report.planted.size(), measured["shown"].get<int>(), options.limit, measured["missing"].get<int>(),
        measured["moved"].get<int>(), measured["renamed"].get<int>(), measured["invented"].get<int>());
}

}  // namespace

void add_suspects_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<SuspectsArguments>();
    auto& request = options->request;
    CLI::App* command = app.add_subcommand(
        "suspects", "Compare labels with an adapter and a second detector, the most doubtful label first");
    command->add_option("--project", options->project, "Project whose labels to look at");
    command->add_option("--pictures", options->kind, "Of the project: references, or corrections (reviewed variants)")
        ->check(CLI::IsMember({"references", "corrections"}))
        ->capture_default_str();
    command->add_option("--dataset", options->dataset, "Dataset folder or annotation file to look at instead");
    command->add_option("--format", request.pictures.format, "Format of the dataset; auto tells it by what is there")
        ->check(CLI::IsMember(dataset_format_words()))
        ->capture_default_str();
    command->add_option("--images", request.pictures.images,
                        "Folder of the dataset's pictures, if not beside its file");
    command->add_option(
        "--split", request.pictures.splits.measure,
        "Splits of the dataset: train, val, test, none, all; val where it is not given and there is one");
    command->add_option("--bundle", request.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", request.adapter, "Another adapter folder than the bundle's own");
    command->add_option("--judge", request.judge,
                        "Folder of a pixel detector from train-detector, as the second detector");
    command->add_option("--detections", request.detections,
                        "COCO results of the second detector instead, with the dataset's ids, or with names");
    command->add_option("--max-images", request.max_pictures, "At most so many pictures")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    command->add_option("--limit", options->limit, "Show at most so many disagreements")->capture_default_str();
    command
        ->add_option("--plant", request.plant,
                     "Take the labels for right, plant so many errors into them, and tell how many of these the first "
                     "--limit disagreements show; nothing is written")
        ->check(CLI::Range(0, 1'000'000));
    command->add_option("--seed", request.seed, "Of the planted errors")->capture_default_str();
    command->add_option("--dtype", request.dtype, "auto, float32 or bfloat16")->capture_default_str();
    add_compute_options(*command, options->compute);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] { run_suspects(*options, context); });
}

}  // namespace destudio::cli

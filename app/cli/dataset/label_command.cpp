// SPDX-License-Identifier: Apache-2.0
// destudio-cli label: boxes on existing pictures.
#include <cstdio>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/training/training_data.h"
#include "core/adaptation/label_run.h"
#include "core/base/shown_text.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/machine.h"

namespace destudio::cli {

namespace {

constexpr int kSmallestTile = 16;
constexpr int kLargestTile = 32767;
constexpr double kLargestOverlap = 0.9;

struct LabelArguments {
    DatasetInput input;
    adaptation::LabelRequest request;
    ComputeOptions compute;
};

void print_report(const adaptation::LabelRequest& request, const adaptation::LabelReport& report) {
    for (const std::string& problem : report.problems) {
        std::cerr << "warning: " << shown_text(problem) << '\n';
    }
    print_issues(std::cerr, report.not_kept);
    if (report.unknown > 0) {
        std::cerr << "warning: " << report.unknown
                  << " detections of classes that the dataset does not have are not in detections.json.\n";
    }
    std::cout << report.pictures << (report.pictures == 1 ? " picture" : " pictures") << " labelled, "
              << report.looked_at << " of them now";
    if (report.looked_at > 0 && report.seconds > 0) {
        char rate[32];
        std::snprintf(rate, sizeof rate, "%.1f", 60.0 * static_cast<double>(report.looked_at) / report.seconds);
        std::cout << " (" << rate << " pictures a minute)";
    }
    std::cout << ", with " << report.boxes << (report.boxes == 1 ? " box" : " boxes") << " from a score of "
              << request.threshold << " on: " << shown_text((request.out / "dataset").string()) << " ("
              << request.format << ") and " << shown_text((request.out / "detections.json").string()) << '\n';
    if (!request.project.empty()) {
        std::cout << "Project to review them in: " << shown_text(request.project.string()) << '\n';
    }
}

void label(const LabelArguments& options, Context& context) {
    apply(options.compute);
    if (options.compute.threads == 0) {
        set_compute_threads(false);
    }
    adaptation::LabelRequest request = options.request;
    if (request.model.bundle.empty()) {
        request.model.bundle = built_in_bundle();
    }
    request.model.device = options.compute.device;
    request.pictures = options.input.read();
    print_issues(std::cerr, request.pictures.issues);
    const auto report = adaptation::label_pictures(request, context.stop, context.progress_sink);
    print_report(request, report);
    context.status = report.problems.empty() ? ExitStatus::kDone : ExitStatus::kFailed;
}

}  // namespace

void add_label_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<LabelArguments>();
    auto& request = options->request;
    auto* command = app.add_subcommand(
        "label", "Find the objects of existing pictures, one U-Net pass each; run again to continue");
    add_input_options(*command, options->input, "--from");
    command->add_option("--split", request.split,
                        "Only pictures of these splits: train, val, test, none; all where it is not given");
    command->add_option("--bundle", request.model.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", request.model.adapter, "Another adapter folder than the bundle's own");
    command->add_option("--threshold", request.threshold, "Score from which a detection becomes a box of the dataset")
        ->check(CLI::Range(kMinStoredScore, 1.0))
        ->capture_default_str();
    command
        ->add_option("--tile", request.model.views.tile,
                     "Also look at squares of so many pixels, for small objects in large pictures; 0: only at the "
                     "whole picture")
        ->check(CLI::Range(kSmallestTile, kLargestTile) | CLI::IsMember({0}))
        ->capture_default_str();
    command->add_option("--overlap", request.model.views.overlap, "Of neighbouring squares, in parts of their side")
        ->check(CLI::Range(0.0, kLargestOverlap))
        ->capture_default_str();
    command->add_option("--format", request.format, "Format of the labelled dataset: " + listed_formats())
        ->check(CLI::IsMember(dataset::format_names()))
        ->capture_default_str();
    command->add_option("--project", request.project, "Also make this project (.destudio) to review the boxes in");
    command->add_option("--out", request.out, "Folder for the dataset, detections.json and what is needed to go on")
        ->required();
    command->add_option("--dtype", request.model.dtype, "auto, float32 or bfloat16")->capture_default_str();
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { label(*options, context); });
}

}  // namespace destudio::cli

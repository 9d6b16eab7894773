// SPDX-License-Identifier: Apache-2.0
// destudio-cli copies: are variants new pictures, or copies of what the model has learned from?
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/output_options.h"
#include "app/cli/training/training_data.h"
#include "core/adaptation/copy_report.h"
#include "core/adaptation/picture_choice.h"
#include "core/base/shown_text.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/machine.h"

namespace destudio::cli {

namespace {

using adaptation::NearestPicture;

struct CopiesArguments {
    DatasetInput input;
    std::string training;
    std::string training_format = "auto";
    std::filesystem::path bundle;
    std::string dtype = "auto";
    std::filesystem::path out;
    std::uint64_t seed = 1;
    ComputeOptions compute;
    bool overwrite = false;
};

/// A run of train-base knows what it has learned from.
adaptation::PictureList learned_pictures(const CopiesArguments& options) {
    const std::filesystem::path path = options.training;
    std::error_code ec;
    if (std::filesystem::exists(path / "pictures.json", ec)) {
        return adaptation::read_pictures(path / "pictures.json");
    }
    adaptation::PictureChoice choice;
    choice.kind = adaptation::PictureChoice::Kind::kDataset;
    choice.path = path;
    choice.format = options.training_format;
    return adaptation::unlabelled_pictures(choice, options.seed);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

void print_row(const std::string& name, const std::vector<const NearestPicture*>& pictures) {
    std::vector<double> pixels;
    std::vector<double> features;
    std::size_t copies = 0;
    std::size_t own = 0;
    for (const NearestPicture* picture : pictures) {
        pixels.push_back(picture->distance.pixels);
        features.push_back(picture->distance.features);
        copies += picture->copy ? 1 : 0;
        own += picture->own_reference ? 1 : 0;
    }
    std::printf("%-22s %8zu %10.1f %10.4f %8zu %8zu\n", name.c_str(), pictures.size(), median(pixels), median(features),
                own, copies);
}

void print_report(const adaptation::CopyReport& report) {
    std::printf("%-22s %8s %10s %10s %8s %8s\n", "nearest training", "pictures", "pixels", "features", "own ref.",
                "copies");
    std::vector<const NearestPicture*> held_out;
    for (const NearestPicture& picture : report.held_out) {
        held_out.push_back(&picture);
    }
    print_row("held-out pictures", held_out);
    std::map<int, std::vector<const NearestPicture*>> by_tenth;
    constexpr int kWithoutRatio = -1;
    for (const NearestPicture& picture : report.variants) {
        by_tenth[picture.ratio ? static_cast<int>(*picture.ratio * 10 + 1e-9) : kWithoutRatio].push_back(&picture);
    }
    for (const auto& [tenth, pictures] : by_tenth) {
        const std::string name = tenth == kWithoutRatio
                                     ? "without a recipe"
                                     : "ratio from " + std::to_string(tenth / 10) + "." + std::to_string(tenth % 10);
        print_row(name, pictures);
    }
    std::fflush(stdout);
}

void copies(const CopiesArguments& options, Context& context) {
    apply(options.compute);
    if (options.compute.threads == 0) {
        set_compute_threads(false);
    }
    adaptation::CopyRequest request;
    request.variants = options.input.read();
    request.learned = learned_pictures(options);
    request.bundle = options.bundle.empty() ? built_in_bundle() : options.bundle;
    request.device = options.compute.device;
    request.dtype = options.dtype;
    OutputFolder folder(
        options.out,
        {"copies", {options.input.path, options.input.images, options.training, request.bundle}, options.overwrite});
    const auto report = adaptation::find_copies(request, context.stop, context.progress_sink);
    for (const std::string& problem : report.problems) {
        std::cerr << "warning: " << shown_text(problem) << '\n';
    }
    folder.remove_earlier();
    folder.place("copies.json");
    folder.place("copies.png");
    adaptation::write_copy_report(options.out, report);
    folder.finish();
    print_report(report);
    std::cout << shown_text((options.out / "copies.json").string()) << ", "
              << shown_text((options.out / "copies.png").string()) << '\n';
    context.status = report.problems.empty() ? ExitStatus::kDone : ExitStatus::kFailed;
}

}  // namespace

void add_copies_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<CopiesArguments>();
    auto* command =
        app.add_subcommand("copies", "Compare variants with what a model has learned from: are they new, or copies?");
    add_input_options(*command, options->input, "--from");
    command
        ->add_option("--training", options->training,
                     "What it has learned from: the folder of train-base, or a dataset or folder of pictures, of which "
                     "train was learned from and val held out, or one in ten")
        ->required();
    command->add_option("--training-format", options->training_format, "Format of that dataset")
        ->check(CLI::IsMember(dataset_format_words()))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Of the pictures held out, as the training's recipe states it")
        ->capture_default_str();
    command->add_option("--bundle", options->bundle,
                        "Bundle whose features compare the pictures; the built-in one where it is not given");
    command->add_option("--dtype", options->dtype, "auto, float32 or bfloat16")->capture_default_str();
    command->add_option("--out", options->out, "Folder for copies.json and copies.png")->required();
    add_overwrite_option(*command, options->overwrite);
    add_compute_options(*command, options->compute);
    command->callback([options, &context] { copies(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/dataset/leak_options.h"
#include "app/cli/output_options.h"
#include "core/dataset/model/split_use.h"
#include "core/dataset/operations/split.h"
#include "core/dataset/operations/usable_images.h"

namespace destudio::cli {

namespace {

struct SplitArguments {
    DatasetInput input;
    std::string to;
    std::string out;
    std::vector<double> shares{0.8, 0.1, 0.1};
    std::uint64_t seed = 0;
    bool folders = false;
    LeakArguments leaks;
    bool no_mark = false;
    bool overwrite = false;
};

// "2 pictures of train and 1 of val"; empty where it has none.
std::string earlier_splits(const dataset::Dataset& dataset) {
    std::vector<std::size_t> divided;
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        if (!dataset.images[i].split.empty()) {
            divided.push_back(i);
        }
    }
    return divided.empty() ? std::string() : dataset::counted_splits(dataset, divided);
}

// Divides the dataset so that nothing leaks, but for what is allowed to. `looks`: what look-alikes did to it.
// @throws UsageError when all that could be held back is generated
dataset::Together assign(const SplitArguments& options, dataset::ReadResult& read, const Context& context,
                         dataset::LookAlikes& looks) {
    auto shares = options.shares;
    shares.resize(3);
    const auto images = dataset::ImageSource::of(read);
    auto groups = dataset::source_groups(read.dataset, known_references(read, options.input.path));
    if (!options.leaks.allows(dataset::LeakKind::kNearDuplicate)) {
        looks = dataset::join_look_alikes(groups, read.dataset, images, options.leaks.distance, context.stop,
                                          context.progress_sink);
    }
    std::vector<bool> only_train;
    if (!options.leaks.allows(dataset::LeakKind::kGenerated)) {
        only_train = dataset::generated_images(read.dataset, images, true);
    }
    const auto together =
        dataset::assign_splits(read.dataset, {shares[0], shares[1], shares[2]}, options.seed, groups, only_train);
    const bool holds_back = shares[1] > 0 || shares[2] > 0;
    const bool nothing_real = std::all_of(read.dataset.images.begin(), read.dataset.images.end(),
                                          [](const auto& image) { return image.split == "train"; });
    if (holds_back && nothing_real && std::count(only_train.begin(), only_train.end(), true) > 0) {
        throw UsageError(
            "Every picture of " + options.input.path +
            " was generated, or is the reference of one that was, so val and test would hold generated pictures, and a "
            "figure measured on them says nothing of real ones. Divide the photographs and merge the generated "
            "pictures "
            "into train, or say --allow-leaks generated.");
    }
    return together;
}

void tell_generated(const SplitArguments& options, const dataset::Dataset& dataset) {
    const bool allowed = options.leaks.allows(dataset::LeakKind::kGenerated);
    const auto generated =
        std::count_if(dataset.images.begin(), dataset.images.end(), [&](const dataset::Image& image) {
            return dataset::says_generated(image) && (image.split == "train") != allowed;
        });
    if (generated > 0) {
        std::cerr << generated << (generated == 1 ? " generated picture is in " : " generated pictures are in ")
                  << (allowed ? "val or test, as --allow-leaks says.\n" : "train, and none in val or test.\n");
    }
}

void split(const SplitArguments& options, Context& context) {
    const auto& source = options.input.find_format();
    const auto& target = options.to.empty() ? source : dataset::find_format(options.to);
    auto read = options.input.read();
    OutputFolder folder(options.out, {"split to " + target.name(),
                                      {options.input.path, options.input.images, read.image_folder},
                                      options.overwrite});
    print_issues(std::cerr, read.issues);
    print_issues(std::cerr, read.not_kept);
    print_issues(std::cerr, dataset::leave_out_unusable(read, target.name() == "voc"));
    const std::string before = earlier_splits(read.dataset);
    auto looks = dataset::LookAlikes::kNone;
    const auto together = assign(options, read, context, looks);
    if (!before.empty()) {
        std::cerr << "The splits that it had (" << before << ") are replaced.\n";
    }
    if (together.images > 0) {
        std::cerr << together.images << " images are variants or copies of " << together.sources
                  << (together.sources == 1 ? " picture" : " pictures")
                  << (looks == dataset::LookAlikes::kJoined ? ", or look like others" : "")
                  << "; what was made of one stays in one split.\n";
    }
    if (looks == dataset::LookAlikes::kUndecided) {
        std::cerr
            << "More than half of the pictures look alike, so looks decide nothing: pictures that look alike may be "
               "in different splits.\n";
    }
    tell_generated(options, read.dataset);
    print_issues(std::cerr, dataset::losses(read.dataset, target));
    const auto images = pictures_of(read, options.no_mark);
    const std::filesystem::path out = options.out;
    for (const char* name : {"train", "val", "test"}) {
        const auto part = dataset::part_of(read.dataset, name);
        if (options.folders && !part.images.empty()) {
            target.write({part, images, out / name, {}, context.stop, context.progress_sink});
        }
        std::cout << name << ": " << part.images.size() << " images, " << part.annotations.size() << " boxes\n";
    }
    if (!options.folders) {
        target.write({read.dataset, images, out, {}, context.stop, context.progress_sink});
    }
    folder.finish();
}

}  // namespace

void add_split_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<SplitArguments>();
    auto* command = app.add_subcommand(
        "split", "Divide a dataset; all variants of one reference, and pictures that look alike, stay on one side");
    add_input_options(*command, options->input, "--format");
    command->add_option("--to", options->to, "Format of the output, as the input by default: " + listed_formats())
        ->check(CLI::IsMember(dataset::format_names()));
    command->add_option("--out", options->out, "Output folder")->required();
    command->add_option("--shares", options->shares, "Shares of train, val and test, for example 0.8,0.1,0.1")
        ->delimiter(',')
        ->expected(2, 3);
    command->add_option("--seed", options->seed, "Seed of the order")->capture_default_str();
    command->add_flag("--folders", options->folders, "Write OUT/train, OUT/val and OUT/test as datasets of their own");
    add_leak_options(*command, options->leaks);
    add_no_mark_option(*command, options->no_mark);
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { split(*options, context); });
}

}  // namespace destudio::cli

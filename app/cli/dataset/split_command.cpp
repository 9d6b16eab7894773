// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/output_options.h"
#include "core/dataset/images/image_finder.h"
#include "core/dataset/model/split_use.h"
#include "core/dataset/operations/split.h"
#include "core/dataset/operations/usable_images.h"
#include "core/engine/file_hash.h"

namespace destudio::cli {

namespace {

struct SplitArguments {
    DatasetInput input;
    std::string to;
    std::string out;
    std::vector<double> shares{0.8, 0.1, 0.1};
    std::uint64_t seed = 0;
    bool folders = false;
    bool overwrite = false;
};

// A recipe names its reference by the content of the file; the reference itself may be in the dataset too.
void add_references(const dataset::ReadResult& read, dataset::Lineage& lineage) {
    for (const auto& image : read.dataset.images) {
        try {
            const auto file = dataset::resolve_inside(read.image_folder, image.file_name);
            lineage.emplace(file.stem().string(), file_sha256(file));
        } catch (const Error&) {
            // Without a picture it stands for itself; writing will say that it is missing.
        }
    }
}

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
    auto lineage = dataset::read_lineage(options.input.path);
    if (lineage.empty()) {
        lineage = dataset::read_lineage(read.image_folder.parent_path());
    }
    if (!lineage.empty()) {
        add_references(read, lineage);
    }
    auto shares = options.shares;
    shares.resize(3);
    const std::string before = earlier_splits(read.dataset);
    const auto together =
        dataset::assign_splits(read.dataset, {shares[0], shares[1], shares[2]}, options.seed, lineage);
    if (!before.empty()) {
        std::cerr << "The splits that it had (" << before << ") are replaced.\n";
    }
    if (together.images > 0) {
        std::cerr << together.images << " images are variants or copies of " << together.sources
                  << (together.sources == 1 ? " picture" : " pictures")
                  << "; what was made of one stays in one split.\n";
    }
    print_issues(std::cerr, dataset::losses(read.dataset, target));
    const auto images = dataset::ImageSource::of(read);
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
    auto* command = app.add_subcommand("split", "Divide a dataset; all variants of one reference stay on one side");
    add_input_options(*command, options->input, "--format");
    command->add_option("--to", options->to, "Format of the output, as the input by default: " + listed_formats())
        ->check(CLI::IsMember(dataset::format_names()));
    command->add_option("--out", options->out, "Output folder")->required();
    command->add_option("--shares", options->shares, "Shares of train, val and test, for example 0.8,0.1,0.1")
        ->delimiter(',')
        ->expected(2, 3);
    command->add_option("--seed", options->seed, "Seed of the order")->capture_default_str();
    command->add_flag("--folders", options->folders, "Write OUT/train, OUT/val and OUT/test as datasets of their own");
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { split(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/dataset/leak_options.h"
#include "app/cli/output_options.h"
#include "core/dataset/images/image_source.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/model/combine.h"
#include "core/dataset/operations/class_map_file.h"
#include "core/dataset/operations/usable_images.h"

namespace destudio::cli {

namespace {

namespace fs = std::filesystem;

struct MergeArguments {
    std::vector<std::string> in;
    std::vector<std::string> map;
    std::string map_file;
    std::string to = "coco";
    std::string out;
    LeakArguments leaks;
    bool no_mark = false;
    bool link = false;
    bool overwrite = false;
};

/// What became of the pictures that were not to be copied.
void tell_links(const dataset::LinkCounts& counts) {
    const auto text = [](std::size_t count) { return std::to_string(count) + (count == 1 ? " picture" : " pictures"); };
    if (counts.clones > 0) {
        std::cerr << text(counts.clones) << " share their blocks with the originals (clones).\n";
    }
    if (counts.links > 0) {
        std::cerr << text(counts.links) << (counts.links == 1 ? " is a hard link" : " are hard links")
                  << " to the originals; what changes one in place changes the other.\n";
    }
    if (counts.copies > 0) {
        std::cerr << text(counts.copies) << (counts.copies == 1 ? " was" : " were")
                  << " copied: on another disk or one without links, or of a kind that had to be encoded anew.\n";
    }
}

dataset::ClassMap class_map(const MergeArguments& options) {
    dataset::ClassMap classes;
    if (!options.map_file.empty()) {
        classes = dataset::read_class_map(options.map_file);
    }
    for (const std::string& pair : options.map) {
        const auto equals = pair.find('=');
        if (equals == std::string::npos || equals == 0) {
            throw UsageError("\"" + pair + "\" is no class mapping; write from=to.");
        }
        classes[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return classes;
}

std::string dataset_of(const dataset::Image& image) {
    return image.file_name.substr(0, image.file_name.find('/'));
}

// What leaks within one of the datasets is told; what only putting them together makes leak is refused.
void check_leaks(const MergeArguments& options, const dataset::Dataset& all, const dataset::ImageSource& images,
                 const dataset::LeakOptions& known_of, const Context& context) {
    auto leaks = unwanted_leaks(all, images, known_of, options.leaks, context);
    const auto within = std::partition(leaks.begin(), leaks.end(), [&](const dataset::Leak& leak) {
        return leak.other && dataset_of(all.images[leak.image]) != dataset_of(all.images[*leak.other]);
    });
    for (auto leak = within; leak != leaks.end(); ++leak) {
        print_issues(std::cerr, {dataset::leak_issue(all, *leak)});
    }
    leaks.erase(within, leaks.end());
    if (!leaks.empty()) {
        throw UsageError("These datasets leak into each other: " + dataset::leak_sentence(all, leaks) +
                         ". Take them out, or say --allow-leaks " + to_string(leaks.front().kind) + ".");
    }
}

void merge(const MergeArguments& options, Context& context) {
    const auto& target = dataset::find_format(options.to);
    const auto classes = class_map(options);
    dataset::Dataset all;
    std::map<std::string, dataset::ImageSource> source_of;
    std::vector<std::filesystem::path> picture_folders;
    std::set<std::string> taken;
    std::set<std::string> known;
    dataset::LeakOptions known_of;
    for (const std::string& path : options.in) {
        auto read = dataset::open_dataset(dataset::recognise_format(path), path);
        print_issues(std::cerr, read.issues);
        print_issues(std::cerr, read.not_kept);
        print_issues(std::cerr, dataset::leave_out_unusable(read, target.name() == "voc"));
        for (std::string& hash : known_references(read, path)) {
            known_of.hashes.push_back(std::move(hash));
            known_of.origins.push_back(taken.size());
        }
        const std::string prefix = dataset::dataset_prefix(path, taken);
        dataset::append(all, read.dataset, prefix, classes);
        known.insert(read.dataset.classes.begin(), read.dataset.classes.end());
        source_of.emplace(prefix, dataset::ImageSource::of(read));
        picture_folders.push_back(read.image_folder);
        std::cout << path << ": " << read.dataset.images.size() << " images, " << read.dataset.annotations.size()
                  << " boxes\n";
    }
    for (const auto& [from, to] : classes) {
        if (!known.contains(from)) {
            print_issues(std::cerr, {{"class map", "No dataset has a class \"" + from + "\".",
                                      dataset::Severity::kWarning, "Check its spelling."}});
        }
    }
    // The picture of a dataset, under the name that it has there.
    const auto original = [&](const dataset::Image& image) {
        const auto slash = image.file_name.find('/') + 1;
        dataset::Image own = image;
        own.file_name = image.file_name.substr(slash);
        return std::pair(&source_of.at(image.file_name.substr(0, slash)), own);
    };
    dataset::ImageSource images;
    images.marks = options.no_mark ? dataset::MarkRule::kLeaveOut : dataset::MarkRule::kCarry;
    images.file = [&](const dataset::Image& image) {
        const auto [source, own] = original(image);
        return source->file(own);
    };
    images.bytes = [&](const dataset::Image& image) {
        const auto [source, own] = original(image);
        return source->bytes ? source->bytes(own) : std::string();
    };
    images.links = options.link ? std::make_shared<dataset::LinkCounts>() : nullptr;
    OutputRequest output{"merge to " + options.to, {options.in.begin(), options.in.end()}, options.overwrite};
    output.inputs.insert(output.inputs.end(), picture_folders.begin(), picture_folders.end());
    OutputFolder folder(options.out, output);
    check_leaks(options, all, images, known_of, context);
    print_issues(std::cerr, dataset::losses(all, target));
    target.write({all, images, options.out, {}, context.stop, context.progress_sink});
    folder.finish();
    if (images.links != nullptr) {
        tell_links(*images.links);
    }
    std::cout << "together: " << all.images.size() << " images, " << all.annotations.size() << " boxes, "
              << all.classes.size() << " classes\n";
}

}  // namespace

void add_merge_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<MergeArguments>();
    auto* command = app.add_subcommand("merge", "Put datasets together; classes are matched by name");
    command->add_option("--in", options->in, "Dataset folder or annotation file; several times")->required();
    command->add_option("--map", options->map, "from=to: a class gets another name; from=: it is left out");
    command->add_option("--map-file", options->map_file, "The same as a JSON object");
    command->add_option("--to", options->to, "Format of the output: " + listed_formats())
        ->check(CLI::IsMember(dataset::format_names()))
        ->capture_default_str();
    command->add_option("--out", options->out, "Output folder")->required();
    add_leak_options(*command, options->leaks);
    add_no_mark_option(*command, options->no_mark);
    command->add_flag("--link", options->link,
                      "Do not copy pictures: clone or hard-link them where the disk can, and say what was copied");
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { merge(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "core/dataset/dataset_io.h"
#include "core/dataset/export_check.h"

namespace destudio::cli {

namespace {

struct Options {
    std::string from;
    std::string in;
    std::string images;
    std::string to;
    std::string out;
    bool voc_zero_based = false;
};

void print(const std::vector<dataset::Issue>& issues) {
    for (const auto& issue : issues) {
        std::cerr << (issue.where.empty() ? "" : issue.where + ": ") << issue.what << '\n';
    }
}

void convert(const Options& options, Context& context) {
    dataset::VocOptions voc;
    voc.box_style = options.voc_zero_based ? dataset::VocBoxStyle::kZeroBased : dataset::VocBoxStyle::kInclusive1;
    const auto target = dataset::parse_format(options.to);
    const auto read = dataset::open_dataset(dataset::parse_format(options.from), options.in, options.images, voc);
    print(read.issues);
    dataset::write_dataset(target, read.dataset, dataset::ImageSource::folder(read.image_folder), options.out, {},
                           context.stop, context.progress_sink);
    const auto issues = dataset::check_export(target, options.out);
    print(issues);
    std::cout << read.dataset.images.size() << " images and " << read.dataset.annotations.size() << " boxes written to "
              << options.out << ", read back with " << issues.size() << " problems\n";
    context.status = issues.empty() ? ExitStatus::kDone : ExitStatus::kFailed;
}

}  // namespace

void add_convert_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("convert", "Turn a dataset into another format");
    const auto formats = CLI::IsMember({"coco", "voc", "yolo"});
    command->add_option("--from", options->from, "Format of the input: coco, voc or yolo")->required()->check(formats);
    command->add_option("--in", options->in, "Dataset folder or its annotation file")->required();
    command->add_option("--images", options->images, "Folder of the images, where it is not beside the annotations");
    command->add_option("--to", options->to, "Format of the output: coco, voc or yolo")->required()->check(formats);
    command->add_option("--out", options->out, "Output folder")->required();
    command->add_flag("--voc-zero-based", options->voc_zero_based,
                      "The VOC input has 0-based edges, as CVAT writes them");
    command->callback([options, &context] { convert(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/output_options.h"
#include "core/dataset/formats/captions/captions.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/operations/usable_images.h"

namespace destudio::cli {

namespace {

struct ConvertArguments {
    DatasetInput input;
    std::string to;
    std::string out;
    std::string captions;
    bool out_zero_based = false;
    bool overwrite = false;
};

void convert(const ConvertArguments& options, Context& context) {
    const auto& target = dataset::find_format(options.to);
    auto read = options.input.read();
    if (!options.captions.empty()) {
        dataset::add_captions(read, options.captions);
    }
    OutputFolder folder(options.out, {"convert to " + options.to,
                                      {options.input.path, options.input.images, read.image_folder, options.captions},
                                      options.overwrite});
    print_issues(std::cerr, read.issues);
    print_issues(std::cerr, read.not_kept);
    print_issues(std::cerr, dataset::leave_out_unusable(read, target.name() == "voc"));
    dataset::ReadOptions back;
    back.voc.box_style = options.out_zero_based ? dataset::VocBoxStyle::kZeroBased : dataset::VocBoxStyle::kInclusive1;
    print_issues(std::cerr, dataset::losses(read.dataset, target, back.voc));
    target.write(
        {read.dataset, dataset::ImageSource::of(read), options.out, back.voc, context.stop, context.progress_sink});
    folder.finish();
    auto [written, issues] = dataset::check_dataset(target, options.out, back);
    std::erase_if(issues, [](const auto& issue) { return issue.severity == dataset::Severity::kNote; });
    print_issues(std::cerr, issues);
    std::cout << written.dataset.images.size() << " images and " << written.dataset.annotations.size()
              << " boxes written to " << options.out << ", read back with " << counted_problems(issues.size()) << '\n';
    context.status = issues.empty() ? ExitStatus::kDone : ExitStatus::kFailed;
}

}  // namespace

void add_convert_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<ConvertArguments>();
    auto* command = app.add_subcommand("convert", "Turn a dataset into another format");
    add_input_options(*command, options->input, "--from");
    command->add_option("--to", options->to, "Format of the output: " + listed_formats())
        ->required()
        ->check(CLI::IsMember(dataset::format_names()));
    command->add_option("--out", options->out, "Output folder")->required();
    command->add_option("--captions", options->captions,
                        "COCO captions file, or folder of text files, to take captions from");
    command->add_flag("--out-voc-zero-based", options->out_zero_based,
                      "Write VOC boxes as 0-based edges with fractions, as CVAT does");
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { convert(*options, context); });
}

}  // namespace destudio::cli

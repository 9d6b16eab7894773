// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/output_options.h"
#include "core/dataset/formats/captions/captions.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/operations/usable_images.h"
#include "core/engine/generation/detection_pool.h"
#include "core/scaleup/item_pool.h"

namespace destudio::cli {

namespace {

namespace fs = std::filesystem;

struct ConvertArguments {
    DatasetInput input;
    std::string to;
    std::string out;
    std::string captions;
    std::optional<double> threshold;
    bool out_zero_based = false;
    bool no_mark = false;
    bool overwrite = false;
};

/// The detections that a run of generate or scale-up left where `path` is, or somewhere above it (VOC's folders).
DetectionPool find_pool(const fs::path& path, double threshold) {
    std::error_code ec;
    fs::path folder = fs::weakly_canonical(path, ec);
    if (!fs::is_directory(folder, ec)) {
        folder = folder.parent_path();
    }
    constexpr int kLevels = 4;
    for (int level = 0; level < kLevels && folder.has_relative_path(); ++level, folder = folder.parent_path()) {
        const scaleup::ScaleUpFolder scale_up{folder};
        if (fs::is_regular_file(folder / "detections.jsonl", ec)) {
            return read_detection_pool(folder / "detections.jsonl", threshold);
        }
        if (fs::is_regular_file(scale_up.items(), ec) && fs::is_regular_file(scale_up.manifest(), ec)) {
            return scaleup::item_pool(scale_up, threshold);
        }
    }
    throw UsageError("--threshold: " + path.string() +
                     " is no output of generate or scale-up: there is neither detections.jsonl nor items.jsonl with "
                     "the detections below its own threshold.");
}

void rethreshold(dataset::ReadResult& read, const fs::path& path, double threshold) {
    if (!(threshold >= kMinStoredScore && threshold <= 1)) {
        throw UsageError("--threshold has to be from 0.05, below which nothing is stored, to 1.");
    }
    const DetectionPool pool = find_pool(path, threshold);
    const ThresholdChange change = apply_threshold(read.dataset, pool, threshold);
    const auto tell = [](std::size_t count, const char* one, const char* many, const std::string& rest,
                         dataset::Severity severity) {
        if (count > 0) {
            print_issues(std::cerr, {{"", std::to_string(count) + " " + (count == 1 ? one : many) + rest, severity}});
        }
    };
    tell(change.images_left_out, "image has", "images have", " no box at this threshold and stays out.",
         dataset::Severity::kNote);
    tell(change.boxes_by_hand, "box was", "boxes were", " decided or drawn by a person and stays as it is.",
         dataset::Severity::kNote);
    tell(change.not_in_pool, "image is", "images are", " not among the stored detections and keeps its boxes.",
         dataset::Severity::kWarning);
    tell(pool.not_stored, "picture", "pictures",
         " would have a box at this threshold, but was left out as empty, so its file is not there; a scale-up with "
         "--keep-empty keeps such pictures.",
         dataset::Severity::kWarning);
}

void convert(const ConvertArguments& options, Context& context) {
    const auto& target = dataset::find_format(options.to);
    auto read = options.input.read();
    if (options.threshold) {
        rethreshold(read, options.input.path, *options.threshold);
    }
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
        {read.dataset, pictures_of(read, options.no_mark), options.out, back.voc, context.stop, context.progress_sink});
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
    command->add_option(
        "--threshold", options->threshold,
        "Of generate's or scale-up's output: boxes from this score on, from the detections stored there");
    command->add_flag("--out-voc-zero-based", options->out_zero_based,
                      "Write VOC boxes as 0-based edges with fractions, as CVAT does");
    add_no_mark_option(*command, options->no_mark);
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { convert(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/output_options.h"
#include "core/base/atomic_file.h"
#include "core/dataset/io/dataset_io.h"
#include "core/dataset/report/statistics.h"

namespace destudio::cli {

namespace {

struct StatsArguments {
    DatasetInput input;
    std::string baseline;
    std::string charts;
    bool json = false;
    bool overwrite = false;
};

/// Formats in COCO's line have crowds; the others, and VOC first of all, difficult objects.
dataset::IgnoredKind ignored_kind(const dataset::DatasetFormat& format) {
    return format.name() == "coco" || format.name() == "datumaro" ? dataset::IgnoredKind::kCrowd
                                                                  : dataset::IgnoredKind::kDifficult;
}

void stats(const StatsArguments& options) {
    const auto read = options.input.read();
    print_issues(std::cerr, read.issues);
    const auto counted = dataset::count(read.dataset, ignored_kind(options.input.find_format()));
    std::optional<dataset::Statistics> baseline;
    if (!options.baseline.empty()) {
        const auto& format = dataset::recognise_format(options.baseline);
        baseline = dataset::count(dataset::open_dataset(format, options.baseline).dataset, ignored_kind(format));
    }
    const auto* before = baseline ? &*baseline : nullptr;
    if (options.json) {
        std::cout << dataset::statistics_json(counted, before).dump() << '\n';
    } else {
        std::cout << dataset::statistics_text(counted, before);
    }
    if (!options.charts.empty()) {
        const OutputRequest output{"stats --charts",
                                   {options.input.path, options.input.images, read.image_folder, options.baseline},
                                   options.overwrite};
        OutputFolder folder(options.charts, output);
        folder.remove_earlier();
        for (const auto& [name, svg] : dataset::statistics_charts(counted)) {
            write_file_atomically(folder.place(name), svg);
        }
        folder.finish();
        std::cerr << "The charts are in " << options.charts << ".\n";
    }
}

}  // namespace

void add_stats_command(CLI::App& app, Context& /*context*/) {
    auto options = std::make_shared<StatsArguments>();
    auto* command =
        app.add_subcommand("stats", "Count images, boxes and classes of a dataset, also as the paper's Table 1 does");
    add_input_options(*command, options->input, "--format");
    command->add_option("--baseline", options->baseline, "Dataset that was scaled up, for the scale factors");
    command->add_option("--charts", options->charts, "Folder for charts (SVG)");
    command->add_flag("--json", options->json, "Print JSON");
    add_overwrite_option(*command, options->overwrite);
    command->callback([options] { stats(*options); });
}

}  // namespace destudio::cli

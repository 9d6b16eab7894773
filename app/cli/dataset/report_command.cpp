// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/output_options.h"
#include "core/dataset/report/html_report.h"

namespace destudio::cli {

namespace {

struct ReportArguments {
    DatasetInput input;
    std::string out;
    std::string baseline;
    bool overwrite = false;
    dataset::ReportOptions report;
};

void report(const ReportArguments& options, Context& context) {
    auto wanted = options.report;
    if (!options.baseline.empty()) {
        wanted.baseline = dataset::count(
            dataset::open_dataset(dataset::recognise_format(options.baseline), options.baseline).dataset);
    }
    check_output_file(options.out,
                      {"report", {options.input.path, options.input.images, options.baseline}, options.overwrite},
                      dataset::is_html_report);
    const auto checked =
        dataset::write_html_report(options.input.find_format(), options.input.path, options.out,
                                   options.input.read_options(), wanted, context.stop, context.progress_sink);
    const auto problems = std::count_if(checked.issues.begin(), checked.issues.end(),
                                        [](const auto& issue) { return issue.severity != dataset::Severity::kNote; });
    std::cout << "Report on " << checked.read.dataset.images.size() << " images and "
              << checked.read.dataset.annotations.size() << " boxes, " << counted_problems(problems) << ": "
              << options.out << '\n';
}

}  // namespace

void add_report_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<ReportArguments>();
    auto* command = app.add_subcommand("report", "Write a report on a dataset as one HTML page");
    add_input_options(*command, options->input, "--format");
    command->add_option("--out", options->out, "The page to write, for example report.html")->required();
    command->add_option("--title", options->report.title, "Title; the folder's name by default");
    command->add_option("--pictures", options->report.pictures, "How many pictures to show at most")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    command->add_option("--baseline", options->baseline, "Dataset that was scaled up, for the scale factors");
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { report(*options, context); });
}

}  // namespace destudio::cli

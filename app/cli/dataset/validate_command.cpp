// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/dataset/dataset_options.h"
#include "app/cli/dataset/leak_options.h"
#include "app/cli/output_options.h"
#include "core/dataset/io/export_check.h"
#include "core/dataset/model/issue_list.h"
#include "core/dataset/operations/repair.h"

namespace destudio::cli {

namespace {

struct ValidateArguments {
    DatasetInput input;
    std::string fix;
    LeakArguments leaks;
    bool json = false;
    bool overwrite = false;
};

nlohmann::ordered_json json_of(const std::vector<dataset::Issue>& issues) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& issue : issues) {
        list.push_back({{"severity", to_string(issue.severity)},
                        {"where", issue.where},
                        {"what", issue.what},
                        {"fix", issue.fix},
                        {"fixable", issue.mended_safely}});
    }
    return list;
}

std::string counted_changes(std::size_t count) {
    return count == 1 ? "1 change:" : std::to_string(count) + " changes:";
}

// What reading has mended is a change of the copy, too.
std::vector<dataset::Issue> mended(const std::vector<dataset::Issue>& issues) {
    std::vector<dataset::Issue> changes;
    std::copy_if(issues.begin(), issues.end(), std::back_inserter(changes),
                 [](const auto& issue) { return issue.mended_safely && issue.severity != dataset::Severity::kNote; });
    return changes;
}

void fix(const ValidateArguments& options, const dataset::DatasetFormat& format, const dataset::CheckResult& result,
         std::size_t problems, Context& context) {
    OutputFolder folder(
        options.fix,
        {"validate --fix", {options.input.path, options.input.images, result.read.image_folder}, options.overwrite});
    if (problems == 0 &&
        dataset::copy_unchanged(options.input.path, result.read.image_folder, options.fix, context.stop)) {
        std::cerr << "Nothing is to be changed; " << options.fix << " is a copy, byte for byte.\n";
        return;
    }
    auto changes = mended(result.issues);
    const auto more = dataset::write_repaired(format, result.read, options.fix, context.stop, context.progress_sink);
    changes.insert(changes.end(), more.begin(), more.end());
    std::cerr << counted_changes(changes.size()) << '\n';
    print_issues(std::cerr, changes);
    const auto left = dataset::check_export(format, options.fix);
    print_issues(std::cerr, left);
    std::cerr << "The repaired copy is in " << options.fix << ", " << counted_problems(left.size())
              << (left.size() == 1 ? " is left.\n" : " are left.\n");
}

std::size_t count_problems(const std::vector<dataset::Issue>& issues) {
    return static_cast<std::size_t>(std::count_if(
        issues.begin(), issues.end(), [](const auto& issue) { return issue.severity != dataset::Severity::kNote; }));
}

// Pictures are only opened where there are several splits.
void add_leaks(const ValidateArguments& options, dataset::CheckResult& result, const Context& context) {
    const auto& read = result.read;
    const bool held_back = std::any_of(read.dataset.images.begin(), read.dataset.images.end(),
                                       [](const auto& image) { return image.split == "val" || image.split == "test"; });
    if (!held_back) {
        return;
    }
    const auto images = dataset::ImageSource::of(read);
    for (const auto& leak :
         unwanted_leaks(read.dataset, images, {known_references(read, options.input.path)}, options.leaks, context)) {
        dataset::report(result.issues, dataset::leak_issue(read.dataset, leak));
    }
}

void validate(const ValidateArguments& options, Context& context) {
    const auto& format = options.input.find_format();
    auto result = dataset::check_dataset(format, options.input.path, options.input.read_options());
    const std::size_t mendable = count_problems(result.issues);
    add_leaks(options, result, context);
    const std::size_t problems = count_problems(result.issues);
    if (options.json) {
        std::cout << nlohmann::ordered_json{{"format", format.name()}, {"problems", json_of(result.issues)}}.dump(
                         -1, ' ', false, nlohmann::json::error_handler_t::replace)
                  << '\n';
    } else {
        print_issues(std::cout, result.issues);
        std::cout << counted_problems(problems) << '\n';
    }
    context.status = problems == 0 ? ExitStatus::kDone : ExitStatus::kFailed;
    if (!options.fix.empty()) {
        fix(options, format, result, mendable, context);  // what leaks stays where it is
    }
}

}  // namespace

void add_validate_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<ValidateArguments>();
    auto* command = app.add_subcommand("validate", "Check a dataset as strictly as the strictest loaders do");
    add_input_options(*command, options->input, "--format");
    command->add_flag("--json", options->json, "Print JSON");
    command->add_option("--fix", options->fix, "Folder for a copy with the safe fixes applied");
    add_leak_options(*command, options->leaks);
    add_overwrite_option(*command, options->overwrite);
    command->callback([options, &context] { validate(*options, context); });
}

}  // namespace destudio::cli

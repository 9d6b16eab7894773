// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "core/dataset/export_check.h"

namespace destudio::cli {

namespace {

struct Options {
    std::string format;
    std::string in;
    std::string images;
    bool json = false;
};

void validate(const Options& options, Context& context) {
    const auto issues = dataset::check_export(dataset::parse_format(options.format), options.in, options.images);
    if (options.json) {
        auto list = nlohmann::json::array();
        for (const auto& issue : issues) {
            list.push_back({{"where", issue.where}, {"what", issue.what}});
        }
        std::cout << nlohmann::json{{"problems", list}}.dump() << '\n';
    } else {
        for (const auto& issue : issues) {
            std::cout << (issue.where.empty() ? "" : issue.where + ": ") << issue.what << '\n';
        }
        std::cout << issues.size() << " problems\n";
    }
    context.status = issues.empty() ? ExitStatus::kDone : ExitStatus::kFailed;
}

}  // namespace

void add_validate_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("validate", "Check a dataset as strictly as the strictest loaders do");
    command->add_option("--format", options->format, "coco, voc or yolo")
        ->required()
        ->check(CLI::IsMember({"coco", "voc", "yolo"}));
    command->add_option("--in", options->in, "Dataset folder or its annotation file")->required();
    command->add_option("--images", options->images, "Folder of the images, where it is not beside the annotations");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &context] { validate(*options, context); });
}

}  // namespace destudio::cli

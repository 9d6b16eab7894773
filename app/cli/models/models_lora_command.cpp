// SPDX-License-Identifier: Apache-2.0
// destudio-cli models lora: what a LoRA file is, and what it would do to a model.
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command_list.h"
#include "core/base/error.h"
#include "core/diffusion/lora_parts.h"
#include "core/engine/model/few_step.h"
#include "core/engine/recipe/file_hash.h"
#include "core/lora/lora_report.h"

namespace destudio::cli {

namespace {

struct ModelsLoraArguments {
    std::filesystem::path file;
    std::filesystem::path bundle;
    bool json = false;
};

lora::Parts parts_of(const std::filesystem::path& bundle) {
    models::PartOpener opener;
    return diffusion::open_lora_parts(models::describe_model(bundle), opener);
}

std::string few_step_text(const lora::LoraFile& file) {
    const auto advice = few_step_lora(file.tensors().metadata());
    if (!advice) {
        return {};
    }
    char guidance[32];
    std::snprintf(guidance, sizeof guidance, "%g", advice->guidance_scale);
    return "few steps, as " + advice->reason + ": sampler " + to_string(advice->sampler) + ", " +
           std::to_string(advice->steps) + " steps, guidance " + guidance +
           (advice->spacing ? ", " + to_string(*advice->spacing) + " timesteps" : "");
}

void print_some(const char* what, const std::vector<std::string>& names) {
    constexpr std::size_t kShown = 5;
    if (names.empty()) {
        return;
    }
    std::cout << what << ": " << names.size() << '\n';
    for (std::size_t i = 0; i < std::min(kShown, names.size()); ++i) {
        std::cout << "  " << names[i] << '\n';
    }
    if (names.size() > kShown) {
        std::cout << "  and " << names.size() - kShown << " more\n";
    }
}

void print(const lora::LoraReport& report, const std::string& few_step, const std::string& sha256, bool compared) {
    std::cout << "format: " << report.format << '\n';
    std::cout << "made for: " << (report.base.empty() ? "not told by its names and shapes" : report.base)
              << (report.stated_base.empty() ? "" : " (its metadata say " + report.stated_base + ")") << '\n';
    std::cout << "modules: " << report.modules << '\n' << "sha256: " << sha256 << '\n';
    if (!few_step.empty()) {
        std::cout << "made for " << few_step << '\n';
    }
    print_some("tensors with unknown names", report.unknown);
    if (!compared) {
        return;
    }
    std::cout << "used: " << report.used << '\n';
    print_some("not in the model", report.unused);
    print_some("of another size", report.misshapen);
    std::cout << "change at strength 1, as a share of the weights:\n";
    for (const auto& block : report.blocks) {
        char share[32];
        std::snprintf(share, sizeof share, "%.3f %%", 100 * block.relative);
        std::cout << "  " << to_string(block.component) << ' ' << block.block << ": " << share << " in "
                  << block.modules << (block.modules == 1 ? " module\n" : " modules\n");
    }
}

nlohmann::json as_json(const lora::LoraReport& report, const std::string& few_step, const std::string& sha256,
                       bool compared) {
    nlohmann::json json{{"format", report.format},   {"base", report.base}, {"stated_base", report.stated_base},
                        {"modules", report.modules}, {"sha256", sha256},    {"few_step", few_step},
                        {"unknown", report.unknown}, {"usable", nullptr}};
    if (compared) {
        json["usable"] = report.problem.empty();
        json["problem"] = report.problem;
        json["used"] = report.used;
        json["unused"] = report.unused;
        json["misshapen"] = report.misshapen;
        json["blocks"] = nlohmann::json::array();
        for (const auto& block : report.blocks) {
            json["blocks"].push_back({{"component", to_string(block.component)},
                                      {"block", block.block},
                                      {"modules", block.modules},
                                      {"relative", block.relative}});
        }
    }
    return json;
}

void report_lora(const ModelsLoraArguments& arguments) {
    const lora::LoraFile file(arguments.file);
    const bool compared = !arguments.bundle.empty();
    const auto report = compared ? lora::compare(file, parts_of(arguments.bundle)) : lora::describe(file);
    const auto sha256 = cached_file_sha256(arguments.file);
    const auto few_step = few_step_text(file);
    if (arguments.json) {
        std::cout
            << as_json(report, few_step, sha256, compared).dump(2, ' ', false, nlohmann::json::error_handler_t::replace)
            << '\n';
    } else {
        print(report, few_step, sha256, compared);
    }
    if (!report.problem.empty()) {
        throw ConfigError(report.problem);
    }
}

}  // namespace

void add_models_lora_command(CLI::App& models, Context&) {
    auto arguments = std::make_shared<ModelsLoraArguments>();
    auto& a = *arguments;
    auto* command = models.add_subcommand(
        "lora", "What a LoRA file is, which modules of a model it would change, and how much, before it is used");
    command->add_option("file", a.file, "LoRA file")->required();
    command->add_option("--bundle", a.bundle, "Model to compare it with: a bundle folder or a single file");
    command->add_flag("--json", a.json, "Print the report as JSON");
    command->callback([arguments] { report_lora(*arguments); });
}

}  // namespace destudio::cli

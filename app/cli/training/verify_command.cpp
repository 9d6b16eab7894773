// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "core/verify/verify_tree.h"

namespace destudio::cli {

namespace {

std::string figure(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

void print(const verify::TensorResult& result) {
    const char* verdict = result.informative ? "note" : (result.passed ? "pass" : "FAIL");
    std::cout << verdict << "  " << result.name << "  " << figure(result.max_error) << "  " << figure(result.bound);
    if (!result.note.empty()) {
        std::cout << "  " << result.note;
    }
    std::cout << '\n';
}

void run(const std::filesystem::path& folder, Context& context) {
    const auto totals = verify::verify_tree(folder, print, context.stop);
    std::cout << totals.passed << " passed, " << totals.failed << " failed" << std::endl;
    if (totals.cases == 0) {
        throw IoError("There are no recordings in " + folder.string() + ": no folder with a golden.json.");
    }
    if (totals.failed > 0 || totals.passed == 0) {
        context.status = ExitStatus::kFailed;
    }
}

}  // namespace

void add_verify_command(CLI::App& app, Context& context) {
    auto folder = std::make_shared<std::filesystem::path>();
    CLI::App* command = app.add_subcommand(
        "verify",
        "Compare the networks, samplers and detector with tensors recorded from the original implementations");
    command->add_option("--golden", *folder, "Folder of recordings, searched for every case in it")->required();
    command->callback([folder, &context] { run(*folder, context); });
}

}  // namespace destudio::cli

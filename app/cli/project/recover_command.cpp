// SPDX-License-Identifier: Apache-2.0
// destudio-cli recover: pictures that a project does not know become variants again.
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "core/project/picture_recovery.h"

namespace destudio::cli {

namespace {

void recover(const std::filesystem::path& file, const Context& context) {
    const auto project = Project::open(file);
    const PictureRecovery result = recover_pictures(*project, context.stop);
    std::cout << result.recovered << (result.recovered == 1 ? " picture is" : " pictures are")
              << " a variant of the project again, without boxes and not reviewed\n";
    for (const auto& picture : result.left) {
        std::cout << picture.string() << ": left as it is; it carries no recipe, or one of another reference\n";
    }
}

}  // namespace

void add_recover_command(CLI::App& app, Context& context) {
    auto project = std::make_shared<std::filesystem::path>();
    auto* command = app.add_subcommand(
        "recover", "Make variants again of pictures beside a project that it does not know, from their recipes");
    command->add_option("--project", *project, "The project file")->required();
    command->callback([project, &context] { recover(*project, context); });
}

}  // namespace destudio::cli

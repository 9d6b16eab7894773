// SPDX-License-Identifier: Apache-2.0
// destudio-cli check-bundle: is a bundle complete and unchanged?
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "core/engine/model/bundle_hash.h"
#include "core/engine/model/bundle_info.h"

namespace destudio::cli {

namespace {

struct CheckBundleArguments {
    std::filesystem::path bundle;
    bool write = false;
};

void run(const CheckBundleArguments& options, Context& context) {
    const BundleInfo info = read_bundle_info(options.bundle);
    if (options.write) {
        const std::size_t count = write_bundle_files(options.bundle);
        std::cout << "bundle.json now states the SHA-256 of " << count << " files.\n";
        return;
    }
    const auto problems = check_bundle_files(options.bundle);
    for (const std::string& problem : problems) {
        std::cout << problem << '\n';
    }
    std::cout << info.name << ": " << problems.size() << (problems.size() == 1 ? " problem" : " problems") << ", model "
              << bundle_hash(options.bundle) << '\n';
    if (!problems.empty()) {
        context.status = ExitStatus::kFailed;
    }
}

}  // namespace

void add_check_bundle_command(CLI::App& app, Context& context) {
    auto options = std::make_shared<CheckBundleArguments>();
    CLI::App* command =
        app.add_subcommand("check-bundle", "Compare a bundle's files with the SHA-256 that its bundle.json states");
    command->add_option("--bundle", options->bundle, "Bundle folder")->required();
    command->add_flag("--write", options->write, "State the SHA-256 of the files as they are now instead");
    command->callback([options, &context] { run(*options, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include <spdlog/spdlog.h>

#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/output_options.h"
#include "core/base/atomic_file.h"
#include "core/detection/common/class_list_file.h"
#include "core/detection/dino/import_dino.h"
#include "core/nn/io/safetensors.h"
#include "core/nn/io/torch_checkpoint.h"

namespace destudio::cli {

namespace {

struct ImportAdapterArguments {
    bool overwrite = false;
    std::filesystem::path checkpoint;
    std::filesystem::path out;
    std::filesystem::path classes;
    detection::ImportOptions import;
};

void run(ImportAdapterArguments& options) {
    if (!options.classes.empty()) {
        options.import.classes = detection::read_class_list(options.classes);
    }
    OutputFolder folder(options.out, {"import-adapter", {options.checkpoint, options.classes}, options.overwrite});
    const auto checkpoint = nn::read_torch_checkpoint(options.checkpoint);
    const auto imported = detection::import_dino(checkpoint, options.import, options.checkpoint.string());
    if (options.import.classes.empty()) {
        spdlog::warn("The checkpoint does not name its {} classes; give them with --classes.",
                     imported.config.num_classes);
    }
    folder.remove_earlier();
    nn::write_safetensors(folder.place("model.safetensors"), imported.weights, {{"format", "pt"}});
    write_file_atomically(folder.place("config.json", OutputRecord::Kind::kIndex),
                          detection::to_json(imported.config).dump(2) + "\n");
    std::cout << imported.weights.size() << " tensors of a DINO adapter with " << imported.config.num_classes
              << " classes written to " << options.out.string() << ", " << imported.left_out.size()
              << " others left out\n";
    for (const std::string& name : imported.left_out) {
        spdlog::debug("left out: {}", name);
    }
}

}  // namespace

void add_import_adapter_command(CLI::App& app, Context&) {
    auto options = std::make_shared<ImportAdapterArguments>();
    CLI::App* command = app.add_subcommand(
        "import-adapter", "Convert an official DiffusionEngine or detrex checkpoint (.pth); no code in it is run");
    command->add_option("--checkpoint", options->checkpoint, "The .pth file")->required();
    command->add_option("--out", options->out, "Folder for config.json and model.safetensors")->required();
    command->add_option("--classes", options->classes,
                        "Class names in order: a text file with a name a line, a JSON list, or a COCO file");
    command->add_option("--features", options->import.in_features, "Inputs by name; div1,div2,div4,... where not given")
        ->delimiter(',');
    command->add_option("--points", options->import.num_points, "Sampling points of the deformable attention")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--groups", options->import.group_norm_groups, "Groups of the neck's normalisation")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    add_overwrite_option(*command, options->overwrite);
    command->callback([options] { run(*options); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
// destudio-cli models: what model files are and can do, their conversion, and the list of a person's models.
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/command_list.h"
#include "core/dataset/text/staged_folder.h"
#include "core/engine/model/model_listing.h"
#include "core/engine/model/model_places.h"
#include "core/models/model_conversion.h"
#include "core/models/model_library.h"
#include "core/models/model_report.h"

namespace destudio::cli {

namespace {

namespace fs = std::filesystem;

struct ModelsArguments {
    fs::path path;
    fs::path out;
    bool json = false;
    bool none = false;
};

/// Names and texts of others' files may be no UTF-8.
void print_json(const nlohmann::json& json) {
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void inspect_path(const ModelsArguments& arguments) {
    const auto report = models::inspect_model(arguments.path);
    if (arguments.json) {
        print_json(models::to_json(report));
    } else {
        std::cout << models::to_text(report);
    }
}

void convert_file(const ModelsArguments& arguments, const Context& context) {
    std::error_code error;
    if (fs::exists(arguments.out, error) &&
        (!fs::is_directory(arguments.out, error) || !fs::is_empty(arguments.out, error))) {
        throw UsageError(arguments.out.string() + " exists already; name a new or empty folder with --out.");
    }
    const auto model = models::describe_model(arguments.path);
    for (const auto& note : model.notes) {
        std::cerr << note << '\n';
    }
    if (!model.prediction_known) {
        std::cerr << "The file does not state its prediction type; the folder says epsilon. Name it with --prediction "
                     "if that is wrong.\n";
    }
    dataset::StagedFolder staged(arguments.out);
    models::convert_model(model, staged.path(), context.stop, context.progress_sink);
    staged.commit({"model_index.json"});
    std::cout << "Wrote " << arguments.out.string() << ", " << models::family_name(model.family)
              << (model.text.tokenizer.empty()
                      ? ". It has no tokenizer: copy the tokenizer folder of any Stable Diffusion model into it.\n"
                      : ".\n");
}

std::string short_line(const models::LibraryEntry& entry) {
    const auto& report = entry.report;
    std::string precision;
    for (const auto& [type, bytes] : report.bytes_by_type) {
        precision += (precision.empty() ? "" : "+") + type;
    }
    return entry.path.string() + "\t" + models::family_word(report.family) + "\t" +
           std::to_string(report.bytes / 1000000) + " MB\t" + (precision.empty() ? "-" : precision) + "\t" +
           (report.can_draw ? report.can_label ? "draws, labels" : "draws" : "-") +
           (entry.is_default ? "\tdefault" : "");
}

void list_models(const ModelsArguments& arguments) {
    const auto library = model_library();
    const auto entries = library.list();
    if (arguments.json) {
        auto list = nlohmann::json::array();
        for (const auto& entry : entries) {
            auto json = models::to_json(entry.report);
            json["default"] = entry.is_default;
            list.push_back(std::move(json));
        }
        auto folders = nlohmann::json::array();
        for (const auto& folder : library.folders()) {
            folders.push_back(folder.string());
        }
        print_json({{"folders", folders}, {"models", list}});
        return;
    }
    for (const auto& entry : entries) {
        std::cout << short_line(entry) << '\n';
    }
    std::cerr << entries.size() << (entries.size() == 1 ? " model" : " models") << "; put files into "
              << library.home().string() << ", or name others with \"models add\".\n";
}

CLI::App* add_path_command(CLI::App& group, const char* name, const char* help,
                           const std::shared_ptr<ModelsArguments>& arguments) {
    CLI::App* command = group.add_subcommand(name, help);
    command->add_option("path", arguments->path, "File or folder")->required();
    return command;
}

void add_library_commands(CLI::App& group) {
    auto arguments = std::make_shared<ModelsArguments>();
    CLI::App* list =
        group.add_subcommand("list", "The models in your folders: kind, size, precision, what they can do");
    list->add_flag("--json", arguments->json, "Print JSON");
    list->callback([arguments] { list_models(*arguments); });
    add_path_command(group, "add", "Add a model, a folder with models, or CLIP's vocabulary to the list", arguments)
        ->callback([arguments] {
            auto library = model_library();
            std::cout << add_to_list(library, arguments->path).sentence << '\n';
        });
    add_path_command(group, "forget", "Take a model or folder off the list; nothing is deleted", arguments)
        ->callback([arguments] { model_library().forget(arguments->path); });
    CLI::App* chosen = group.add_subcommand("default", "Draw with this model where --bundle is not given");
    chosen->add_option("path", arguments->path, "File or folder");
    chosen->add_flag("--none", arguments->none, "Draw with the built-in bundle again");
    chosen->callback([arguments] {
        if (arguments->path.empty() != arguments->none) {
            throw UsageError("Name a model, or --none.");
        }
        model_library().set_default(arguments->path);
    });
}

}  // namespace

void add_models_command(CLI::App& app, Context& context) {
    CLI::App* group = app.add_subcommand("models", "Model files: what they are, conversion, your list of models");
    group->require_subcommand(1);
    auto arguments = std::make_shared<ModelsArguments>();
    CLI::App* inspect =
        add_path_command(*group, "inspect", "Tell what a file or folder is and what can be done with it", arguments);
    inspect->add_flag("--json", arguments->json, "Print JSON");
    inspect->callback([arguments] { inspect_path(*arguments); });
    auto conversion = std::make_shared<ModelsArguments>();
    add_models_lora_command(*group, context);
    CLI::App* convert = group->add_subcommand("convert", "Write a single-file model as a folder in diffusers' layout");
    convert->add_option("path,--in", conversion->path, "Checkpoint file (or a folder, for another variant)")
        ->required();
    convert->add_option("--out", conversion->out, "New folder for the model")->required();
    convert->callback([conversion, &context] { convert_file(*conversion, context); });
    add_library_commands(*group);
}

}  // namespace destudio::cli

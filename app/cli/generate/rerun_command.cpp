// SPDX-License-Identifier: Apache-2.0
// destudio-cli rerun: one variant again from its recipe, compared with the original byte for byte.
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/output_options.h"
#include "core/base/atomic_file.h"
#include "core/engine/generation/rerun.h"
#include "core/engine/model/bundle_info.h"
#include "core/engine/model/lora_files.h"
#include "core/engine/model/machine.h"
#include "core/engine/model/model_places.h"
#include "core/engine/model/sample_sets.h"
#include "core/engine/recipe/file_hash.h"
#include "core/engine/recipe/recipe_file.h"
#include "core/engine/recipe/variant_picture.h"
#include "core/image/image_io.h"

namespace destudio::cli {

namespace {

namespace fs = std::filesystem;

struct RerunArguments {
    std::string recipe;
    std::string compare;
    std::string reference;
    std::string bundle;
    std::string adapter;
    std::vector<std::string> loras;
    std::string device;
    std::string out;
    bool no_mark = false;
    bool overwrite = false;
};

bool is_image(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto& known = readable_image_extensions();
    return std::find(known.begin(), known.end(), extension) != known.end();
}

/// The image with these bytes in a folder; empty when there is none.
fs::path find_by_hash(const fs::path& folder, const std::string& hash) {
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(folder, ec)) {
        if (entry.is_regular_file(ec) && is_image(entry.path()) && file_sha256(entry.path()) == hash) {
            return entry.path();
        }
    }
    return {};
}

/// An image is taken as it is; in a folder, in the sample and beside the recipe its content is looked for.
fs::path find_reference(const RerunArguments& arguments, const std::string& hash) {
    if (!arguments.reference.empty() && !fs::is_directory(arguments.reference)) {
        return arguments.reference;
    }
    std::vector<fs::path> folders;
    if (!arguments.reference.empty()) {
        folders = {arguments.reference};
    } else {
        folders = {fs::absolute(arguments.recipe).parent_path()};
        for (const auto& sample : sample_sets()) {
            folders.push_back(sample.folder);
        }
    }
    for (const fs::path& folder : folders) {
        if (const fs::path found = find_by_hash(folder, hash); !found.empty()) {
            return found;
        }
    }
    throw IoError("The recipe's reference, an image with the SHA-256 " + hash + ", is not in " +
                  folders.front().string() + ". Name it with --reference.");
}

/// Where --lora is not given, beside the recipe, the bundle and in the working folder.
std::vector<fs::path> lora_places(const RerunArguments& arguments) {
    if (!arguments.loras.empty()) {
        return {arguments.loras.begin(), arguments.loras.end()};
    }
    std::vector<fs::path> places{fs::absolute(arguments.recipe).parent_path(), fs::current_path()};
    if (!arguments.bundle.empty()) {
        places.push_back(fs::absolute(arguments.bundle).parent_path());
    }
    return places;
}

void print(const char* what, bool same, const std::string& detail = {}) {
    std::cout << (same ? "same     " : "DIFFERS  ") << what << (detail.empty() ? "" : "  ") << detail << '\n';
}

void report(const RerunComparison& result) {
    print("file", result.same_bytes);
    if (!result.picture.same_size) {
        print("picture", false, "another size");
    } else if (result.picture.pixels > 0) {
        print("picture", false,
              std::to_string(result.picture.pixels) + " pixels, at most " + std::to_string(result.picture.largest) +
                  " of 255");
    } else {
        print("picture", true);
    }
    for (const RecipeDifference& difference : result.recipe) {
        print("recipe", false, difference.field + ": " + difference.original + " -> " + difference.rerun);
    }
    if (result.recipe.empty()) {
        print("recipe", true);
    }
}

void rerun(const RerunArguments& arguments, Context& context) {
    if (arguments.recipe.empty() || arguments.out.empty()) {
        throw UsageError("rerun needs --recipe, a recipe's JSON file or a picture that carries one, and --out.");
    }
    const Recipe recipe = read_recipe(arguments.recipe);
    const bool from_picture = is_image(arguments.recipe);
    const fs::path original = !arguments.compare.empty() ? arguments.compare : from_picture ? arguments.recipe : "";
    const fs::path reference = find_reference(arguments, recipe.reference_hash);
    OutputFolder folder(arguments.out,
                        {"rerun", {arguments.recipe, original, reference, arguments.reference}, arguments.overwrite});
    const auto request = rerun_request(recipe, load_image(reference), file_sha256(reference));
    GeneratorOptions options = rerun_options(recipe);
    options.adapter = arguments.adapter;
    options.loras = find_loras(recipe.loras, lora_places(arguments));
    if (!arguments.device.empty()) {
        options.device = arguments.device;
    }
    warn_about_slow_blas();
    set_compute_threads(false);
    Generator generator(arguments.bundle.empty() ? default_bundle() : fs::path(arguments.bundle), options);
    const auto on_step = [&context](const GenerationStep& step) {
        if (context.progress_sink) {
            context.progress_sink({"denoise", step.step, step.total});
        }
    };
    const Variant variant = generator.generate(request, context.stop, on_step).at(0);
    folder.remove_earlier();
    const std::string text = nlohmann::json(variant.recipe).dump();
    const fs::path picture = folder.place("rerun.png");
    save_png(picture, variant.image, variant_texts(variant.recipe, !arguments.no_mark));
    write_file_atomically(folder.place("recipe.json"), text + "\n");
    if (original.empty()) {
        std::cout << picture.string() << '\n';
        return;
    }
    const RerunComparison result = compare_rerun(original, recipe, std::nullopt, variant, generator.bundle().classes);
    report(result);
    if (!result.picture.image.empty()) {
        const fs::path difference = folder.place("difference.png");
        save_png(difference, result.picture.image);
        std::cout << difference.string() << '\n';
    }
    std::cout << picture.string() << '\n';
    if (!result.same()) {
        context.status = ExitStatus::kFailed;
    }
}

}  // namespace

void add_rerun_command(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<RerunArguments>();
    auto& a = *arguments;
    auto* command = app.add_subcommand("rerun", "Make one variant again from its recipe and compare the two");
    command->add_option("--recipe", a.recipe, "JSON file of a recipe, or a picture that carries one");
    command->add_option("--compare", a.compare,
                        "The original picture; the one given as --recipe where it is a picture");
    command->add_option("--reference", a.reference,
                        "The reference image, or a folder to look for it in; else it is looked for beside the recipe "
                        "and in the sample");
    command->add_option("--bundle", a.bundle, "Bundle folder; the built-in one where it is not given");
    command->add_option("--adapter", a.adapter, "Another adapter folder than the bundle's own");
    command
        ->add_option("--lora", a.loras,
                     "LoRA file that the recipe names, or a folder to look for it in by its content; several times")
        ->allow_extra_args(false);
    command->add_option("--device", a.device, "auto, cpu or cuda:0; the recipe's where it is not given");
    command->add_option("--out", a.out, "Folder for rerun.png, recipe.json and, where they differ, difference.png");
    add_no_mark_option(*command, a.no_mark);
    add_overwrite_option(*command, a.overwrite);
    command->callback([arguments, &context] { rerun(*arguments, context); });
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "app/cli/model_file_options.h"

#include <memory>

#include "core/base/error.h"
#include "core/engine/model_places.h"
#include "core/models/model_options.h"

namespace destudio::cli {

namespace {

/// Folders in which a tokenizer may be found; none when the list of models is damaged, which "models list" tells.
std::vector<std::filesystem::path> library_folders() {
    try {
        const auto library = model_library();
        auto folders = library.folders();
        for (const auto& path : library.added()) {
            folders.push_back(path);
        }
        return folders;
    } catch (const Error&) {
        return {};
    }
}

/// Sets an option when it is read, before any command runs.
template <class Set>
CLI::Option* add_text(CLI::App& app, const char* name, const char* help, const Set& set) {
    return app.add_option_function<std::string>(
        name,
        [set](const std::string& value) {
            auto options = models::default_model_options();
            set(options, value);
            models::set_default_model_options(std::move(options));
        },
        help);
}

}  // namespace

void add_model_file_options(CLI::App& app) {
    auto options = models::default_model_options();
    options.library = library_folders();
    models::set_default_model_options(std::move(options));
    using Options = models::ModelFileOptions;
    add_text(app, "--tokenizer", "CLIP's vocabulary for a single-file model: a folder with vocab.json and merges.txt",
             [](Options& o, const std::string& value) { o.tokenizer = value; });
    add_text(app, "--vae", "Autoencoder in place of the model's own, file or folder",
             [](Options& o, const std::string& value) { o.autoencoder = value; });
    add_text(app, "--model-config", "What a single file does not tell: its YAML file, or a folder of configurations",
             [](Options& o, const std::string& value) { o.configuration = value; });
    add_text(app, "--prediction", "What the U-Net predicts: auto, epsilon or v",
             [](Options& o, const std::string& value) { o.prediction = value; })
        ->check(CLI::IsMember({"auto", "epsilon", "v"}));
}

}  // namespace destudio::cli

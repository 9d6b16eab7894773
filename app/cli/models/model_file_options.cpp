// SPDX-License-Identifier: Apache-2.0
#include "app/cli/model_file_options.h"

#include <memory>

#include "core/engine/model/model_listing.h"
#include "core/models/model_options.h"

namespace destudio::cli {

namespace {

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
    use_listed_folders();
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

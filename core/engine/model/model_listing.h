// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/engine/model/bundle_info.h"
#include "core/models/model_library.h"

namespace destudio {

/// A model of the user's list, with what is told about it before it is opened.
struct ListedModel {
    std::filesystem::path path;
    models::ModelReport report;
    std::optional<BundleInfo> bundle;  ///< of a model that draws and can be read; its path is the model's
    std::string licence;               ///< where the model states one
    std::string few_step;              ///< how it is known to be made for few steps; empty for all others
    bool is_built_in = false;          ///< the one that is used where none is named
    bool is_shipped = false;           ///< that one, or another that came with the program
    bool is_default = false;

    /// As its bundle.json says, else as the file or folder is called.
    std::string name() const;
};

struct ModelListing {
    std::filesystem::path home;                ///< where models belong that lie nowhere else
    std::vector<std::filesystem::path> added;  ///< folders whose models are listed, too, and folders with a vocabulary
    std::vector<ListedModel> models;           ///< the built-in one and its siblings first
};

/// Everything in the user's list, and the built-in bundles. What is wrong with a model stands in its report.
/// @param progress  models looked at, of all  @throws CancelledError
ModelListing list_models(const models::ModelLibrary& library, const ProgressSink& progress = {},
                         const std::stop_token& stop = {});

/// Adds a model, a folder with models, or a folder with CLIP's vocabulary.
/// @return what it is; of a folder with several models, one of them
/// @throws IoError, ConfigError, one sentence, for what the studio can do nothing with; nothing is added then
models::ModelReport add_to_list(models::ModelLibrary& library, const std::filesystem::path& path);

/// Adds the folder of CLIP's vocabulary that a person means with a path, so that single-file models find it.
/// @throws IoError when there is none
void add_vocabulary(models::ModelLibrary& library, const std::filesystem::path& path);

/// From now on single-file models look for CLIP's vocabulary in the folders of the user's list. A damaged list counts
/// as an empty one here; listing it tells.
void use_listed_folders();

/// Whether the studio can do something with it: draw, be merged into a model, label, or stand in for a model's
/// autoencoder.
bool is_usable(const models::ModelReport& report);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/model_listing.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/engine/model/few_step.h"
#include "core/engine/model/model_places.h"
#include "core/models/model_options.h"
#include "core/models/tokenizer_search.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

using models::Family;

ListedModel make_listed(const fs::path& path, models::ModelReport report, bool is_default) {
    ListedModel model;
    model.path = path;
    model.report = std::move(report);
    model.is_default = is_default;
    const auto& metadata = model.report.metadata;
    if (const auto stated = metadata.find("modelspec.license"); stated != metadata.end()) {
        model.licence = stated->second;
    }
    if (models::is_drawable(model.report.family)) {
        try {
            model.bundle = read_bundle_info(path);
            model.few_step = model.bundle->few_step;
            model.licence = model.licence.empty() ? model.bundle->licence : model.licence;
        } catch (const Error&) {
            // The report says what is missing.
        }
    } else if (model.report.family == Family::kLora) {
        if (const auto advice = few_step_lora(metadata)) {
            model.few_step = advice->reason;
        }
    }
    return model;
}

/// The folders below which models are looked for, and what was added beside them.
std::vector<fs::path> vocabulary_places(const models::ModelLibrary& library) {
    auto places = library.folders();
    places.insert(places.end(), library.added().begin(), library.added().end());
    return places;
}

void use_folders_of(const models::ModelLibrary& library) {
    auto options = models::default_model_options();
    options.library = vocabulary_places(library);
    models::set_default_model_options(std::move(options));
}

/// Inspects what a folder would add. @throws ConfigError when nothing in it can be used
models::ModelReport best_of_folder(const fs::path& folder) {
    // A list of its own, with this folder as its home: the user's stays as it is.
    const models::ModelLibrary trial(folder / "models.json.none", folder);
    std::optional<models::ModelReport> first;
    for (auto& entry : trial.list()) {
        if (is_usable(entry.report)) {
            return std::move(entry.report);
        }
        if (!first) {
            first = std::move(entry.report);
        }
    }
    throw ConfigError(first ? first->sentence
                            : folder.string() +
                                  " holds no model. Name a model's file, a folder in the diffusers layout, or a "
                                  "folder with such models.");
}

}  // namespace

std::string ListedModel::name() const {
    if (bundle && !bundle->name.empty()) {
        return bundle->name;
    }
    return (path.has_filename() ? path : path.parent_path()).filename().string();
}

bool is_usable(const models::ModelReport& report) {
    if (models::is_drawable(report.family)) {
        return report.can_draw || !report.missing.empty();
    }
    const bool other_base =
        report.family == Family::kLora && report.base != Family::kUnknown && !models::is_drawable(report.base);
    return (report.family == Family::kLora && !other_base) || report.family == Family::kAdapter ||
           report.family == Family::kAutoencoder || report.family == Family::kTinyAutoencoder;
}

ModelListing list_models(const models::ModelLibrary& library, const ProgressSink& progress,
                         const std::stop_token& stop) {
    use_folders_of(library);
    ModelListing listing;
    listing.home = library.home();
    const auto folders = library.folders();
    listing.added.assign(folders.begin() + 1, folders.end());
    try {
        const auto built_in = built_in_bundles();
        for (const auto& bundle : built_in) {
            listing.models.push_back(
                make_listed(bundle, models::inspect_model(bundle), bundle == library.default_model()));
            listing.models.back().is_shipped = true;
            listing.models.back().is_built_in = bundle == built_in.front();
        }
    } catch (const Error&) {
        // Not installed: the list does without.
    }
    for (auto& entry : library.list(progress, stop)) {
        listing.models.push_back(make_listed(entry.path, std::move(entry.report), entry.is_default));
    }
    return listing;
}

models::ModelReport add_to_list(models::ModelLibrary& library, const fs::path& path) {
    if (models::is_tokenizer_folder(path)) {
        add_vocabulary(library, path);
        models::ModelReport report;
        report.path = path;
        report.sentence = "CLIP's vocabulary, for models in one file.";
        return report;
    }
    auto report = models::inspect_model(path);
    std::error_code error;
    const bool is_folder = fs::is_directory(path, error);
    const bool is_no_model =
        is_folder && report.family == Family::kUnknown && !fs::exists(path / "model_index.json", error);
    if (is_no_model) {
        report = best_of_folder(path);
    } else if (!is_usable(report)) {
        throw ConfigError(report.sentence);
    }
    library.add(path);
    return report;
}

void add_vocabulary(models::ModelLibrary& library, const fs::path& path) {
    library.add(models::tokenizer_folder(path));
    use_folders_of(library);
}

void use_listed_folders() {
    try {
        use_folders_of(model_library());
    } catch (const Error&) {
        // Told where the list is shown.
    }
}

}  // namespace destudio

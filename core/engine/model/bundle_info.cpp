// SPDX-License-Identifier: Apache-2.0
#include "core/engine/model/bundle_info.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/model/few_step.h"
#include "core/engine/model/program_data.h"
#include "core/models/model_description.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

constexpr int kMaxSteps = 1000;

bool is_bundle(const fs::path& folder) {
    std::error_code ec;
    return fs::is_regular_file(folder / "model_index.json", ec) ||
           (fs::is_regular_file(folder / "unet" / "config.json", ec) &&
            fs::is_regular_file(folder / "vae" / "config.json", ec));
}

/// Configurations are small; a huge one is no configuration.
nlohmann::json read_object(const fs::path& file) {
    auto json = read_json(file);
    if (!json.is_object()) {
        throw FormatError(file.string() + " does not hold a JSON object.");
    }
    return json;
}

std::string text_or(const nlohmann::json& json, const char* key, const std::string& fallback, const fs::path& file) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) {
        return fallback;
    }
    if (!found->is_string()) {
        throw FormatError(file.string() + ": \"" + key + "\" is not a text.");
    }
    return found->get<std::string>();
}

std::vector<std::string> class_list(const nlohmann::json& json, const fs::path& file) {
    std::vector<std::string> classes;
    const auto found = json.find("classes");
    if (found == json.end() || found->is_null()) {
        return classes;
    }
    if (!found->is_array() || !std::all_of(found->begin(), found->end(), [](const auto& c) { return c.is_string(); })) {
        throw FormatError(file.string() + ": \"classes\" is not a list of names.");
    }
    return found->get<std::vector<std::string>>();
}

int small_whole(const nlohmann::json& value, const char* key, const fs::path& file) {
    constexpr int kMax = 4096;
    if (!value.is_number_integer() || value.get<double>() < 1 || value.get<double>() > kMax) {
        throw FormatError(file.string() + ": \"" + key + "\" is not a whole number from 1 to 4096.");
    }
    return value.get<int>();
}

int autoencoder_factor(const fs::path& bundle) {
    const fs::path file = bundle / "vae" / "config.json";
    const auto json = read_object(file);
    // AutoencoderKL has block_out_channels, AutoencoderTiny encoder_block_out_channels; each level but one halves, and
    // a PatchAutoencoderKL starts from patches.
    for (const char* key : {"block_out_channels", "encoder_block_out_channels"}) {
        if (const auto found = json.find(key); found != json.end() && found->is_array() && !found->empty()) {
            if (found->size() > 8) {
                throw FormatError(file.string() + ": \"" + key + "\" lists more than 8 levels.");
            }
            const auto patch = json.find("patch_size");
            return (patch == json.end() ? 1 : small_whole(*patch, "patch_size", file)) << (found->size() - 1);
        }
    }
    return 8;
}

Size native_size(const fs::path& bundle, int factor) {
    const fs::path file = bundle / "unet" / "config.json";
    const auto json = read_object(file);
    const auto found = json.find("sample_size");
    if (found == json.end() || found->is_null()) {
        return {64 * factor, 64 * factor};
    }
    if (found->is_array() && found->size() == 2) {
        return {small_whole((*found)[1], "sample_size", file) * factor,
                small_whole((*found)[0], "sample_size", file) * factor};
    }
    const int side = small_whole(*found, "sample_size", file) * factor;
    return {side, side};
}

std::vector<std::string> adapter_classes(const fs::path& adapter) {
    const fs::path file = adapter / "config.json";
    const auto json = read_object(file);
    auto classes = class_list(json, file);
    if (classes.empty() && json.contains("num_classes")) {
        // The same names that the adapter itself gives to nameless classes.
        const int count = small_whole(json["num_classes"], "num_classes", file);
        for (int i = 0; i < count; ++i) {
            classes.push_back("class " + std::to_string(i));
        }
    }
    return classes;
}

/// The folder itself, or the bundles in it by name.
std::vector<fs::path> bundles_in(const fs::path& models) {
    if (is_bundle(models)) {
        return {models};
    }
    std::vector<fs::path> found;
    std::error_code ec;
    for (const auto& entry : fs::directory_iterator(models, ec)) {
        if (is_bundle(entry.path())) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end());
    const auto built_in = std::find(found.begin(), found.end(), models / kBuiltInBundle);
    if (built_in != found.end()) {
        std::rotate(found.begin(), built_in, built_in + 1);
    }
    return found;
}

void follow(const std::optional<FewStepAdvice>& advice, BundleInfo& info) {
    if (advice) {
        info.sampler = advice->sampler;
        info.steps = advice->steps;
        info.guidance_scale = advice->guidance_scale;
        info.few_step = advice->reason;
    }
}

/// Reads model_index.json, bundle.json and the configurations of a bundle's folder.
BundleInfo read_folder_info(const fs::path& bundle) {
    std::error_code ec;
    if (!is_bundle(bundle)) {
        throw IoError(bundle.string() +
                      " is not a bundle: it has no model_index.json. Give the folder of a diffusion " +
                      "model in the diffusers layout, or a single checkpoint file.");
    }
    if (fs::exists(bundle / "model_index.json", ec)) {
        read_object(bundle / "model_index.json");
    }
    BundleInfo info;
    info.path = bundle;
    const fs::path absolute = fs::weakly_canonical(bundle, ec);
    info.name = (absolute.has_filename() ? absolute : absolute.parent_path()).filename().string();
    info.domain = "photo";
    std::vector<std::string> stated_classes;
    follow(few_step_model(bundle), info);
    if (const fs::path file = bundle / "bundle.json"; fs::exists(file, ec)) {
        const auto json = read_object(file);
        info.name = text_or(json, "name", info.name, file);
        info.domain = text_or(json, "domain", info.domain, file);
        info.licence = text_or(json, "licence", text_or(json, "license", "", file), file);
        stated_classes = class_list(json, file);
        try {
            info.label_step = parse_label_step(text_or(json, "label_step", to_string(info.label_step), file));
        } catch (const UsageError& error) {
            throw FormatError(file.string() + ": \"label_step\" is wrong. " + error.what());
        }
        try {
            info.sampler = parse_sampler(text_or(json, "sampler", to_string(info.sampler), file));
        } catch (const UsageError& error) {
            throw FormatError(file.string() + ": \"sampler\" is wrong. " + error.what());
        }
        if (const auto steps = json.find("steps"); steps != json.end()) {
            info.steps = std::min(small_whole(*steps, "steps", file), kMaxSteps);
        }
        if (const auto guidance = json.find("guidance_scale"); guidance != json.end()) {
            if (!guidance->is_number() || !(guidance->get<double>() >= 0 && guidance->get<double>() <= 100)) {
                throw FormatError(file.string() + ": \"guidance_scale\" is not a number from 0 to 100.");
            }
            info.guidance_scale = guidance->get<double>();
        }
    }
    info.autoencoder_factor = models::default_model_options().autoencoder.empty()
                                  ? autoencoder_factor(bundle)
                                  : models::autoencoder_factor(models::describe_model(bundle));
    info.native_size = native_size(bundle, info.autoencoder_factor);
    info.classes = std::move(stated_classes);
    return info;
}

BundleInfo read_single_file_info(const fs::path& file) {
    const auto model = models::describe_model(file);
    BundleInfo info;
    info.path = file;
    info.name = file.stem().string();
    info.domain = "photo";
    info.autoencoder_factor = models::autoencoder_factor(model);
    const auto height = static_cast<int>(model.unet_config.sample_size);
    const auto width = static_cast<int>(model.unet_config.sample_width);
    info.native_size = {(width == 0 ? height : width) * info.autoencoder_factor, height * info.autoencoder_factor};
    follow(few_step_model(model.scheduler, model.scheduler_source, model.unet_config.time_cond_proj_dim > 0), info);
    return info;
}

}  // namespace

BundleInfo read_bundle_info(const fs::path& bundle, const fs::path& adapter) {
    std::error_code ec;
    const bool is_file = fs::is_regular_file(bundle, ec);
    if (!is_file && !fs::is_directory(bundle, ec)) {
        throw IoError("There is no bundle folder or model file " + bundle.string() + ".");
    }
    auto info = is_file ? read_single_file_info(bundle) : read_folder_info(bundle);
    const auto stated_classes = std::exchange(info.classes, {});
    const fs::path adapter_folder = adapter.empty() ? bundle / "adapter" : adapter;
    info.has_adapter = fs::exists(adapter_folder / "config.json", ec);
    if (info.has_adapter) {
        info.classes = adapter_classes(adapter_folder);
        if (info.classes.empty()) {
            info.classes = stated_classes;
        }
    } else if (!adapter.empty()) {
        throw IoError(adapter.string() + " is not an adapter: it has no config.json.");
    }
    return info;
}

std::vector<fs::path> built_in_bundles() {
    if (const char* const given = std::getenv("DESTUDIO_MODELS"); given != nullptr && *given != '\0') {
        if (auto found = bundles_in(given); !found.empty()) {
            return found;
        }
        throw IoError("DESTUDIO_MODELS names " + std::string(given) + ", which holds no bundle.");
    }
    std::vector<fs::path> places;
    for (const auto& data : program_data()) {
        if (auto found = bundles_in(data.models); !found.empty()) {
            return found;
        }
        places.push_back(data.models);
    }
    throw IoError("The built-in bundle was not found in " + listed_places(places) +
                  ". Install it (package destudio-data), name a bundle with --bundle, or the folder with the " +
                  "environment variable DESTUDIO_MODELS.");
}

fs::path built_in_bundle() {
    return built_in_bundles().front();
}

}  // namespace destudio

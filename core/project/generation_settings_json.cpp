// SPDX-License-Identifier: Apache-2.0
#include "core/project/generation_settings_json.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/project/project_database.h"

namespace destudio {

nlohmann::json generation_settings_json(const GenerationSettings& settings) {
    nlohmann::json json{{"bundle", settings.bundle.string()},
                        {"adapter", settings.adapter.string()},
                        {"prompt_source", to_string(settings.prompt_source)},
                        {"prompt", settings.prompt},
                        {"prompt_suffix", settings.prompt_suffix},
                        {"negative_prompt", settings.negative_prompt},
                        {"ratios", settings.ratios},
                        {"seeds", settings.seeds},
                        {"guidance_scale", settings.guidance_scale},
                        {"steps", settings.steps},
                        {"sampler", to_string(settings.sampler)},
                        {"eta", settings.eta},
                        {"precision", to_string(settings.precision)}};
    if (settings.label_step) {
        json["label_step"] = to_string(*settings.label_step);
    }
    return json;
}

GenerationSettings parse_generation_settings(const nlohmann::json& json, const std::string& source) {
    try {
        GenerationSettings settings;
        settings.bundle = json.at("bundle").get<std::string>();
        settings.adapter = json.at("adapter").get<std::string>();
        settings.prompt = json.at("prompt").get<std::string>();
        settings.negative_prompt = json.at("negative_prompt").get<std::string>();
        settings.ratios = json.at("ratios").get<std::vector<double>>();
        settings.seeds = json.at("seeds").get<std::vector<std::uint64_t>>();
        settings.guidance_scale = json.at("guidance_scale").get<double>();
        settings.steps = json.at("steps").get<int>();
        settings.sampler = parse_sampler(json.at("sampler").get<std::string>());
        settings.eta = json.at("eta").get<double>();
        settings.precision = parse_precision(json.at("precision").get<std::string>());
        // Older projects have neither.
        settings.prompt_suffix = json.value("prompt_suffix", std::string());
        settings.prompt_source = parse_prompt_source(json.value("prompt_source", to_string(PromptSource::kCaption)));
        if (json.contains("label_step")) {
            settings.label_step = parse_label_step(json.at("label_step").get<std::string>());
        }
        return settings;
    } catch (const nlohmann::json::exception& error) {
        throw FormatError(source + " are damaged: " + error.what() + ".");
    } catch (const UsageError& error) {
        throw FormatError(source + " are damaged: " + error.what());
    }
}

GenerationSettings with_stored_paths(GenerationSettings settings, const ProjectDatabase& database) {
    for (auto* path : {&settings.bundle, &settings.adapter}) {
        if (!path->empty()) {
            *path = database.stored_path(*path);
        }
    }
    return settings;
}

GenerationSettings with_absolute_paths(GenerationSettings settings, const ProjectDatabase& database) {
    for (auto* path : {&settings.bundle, &settings.adapter}) {
        if (!path->empty()) {
            *path = database.absolute_path(path->string());
        }
    }
    return settings;
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/generation_settings_json.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_numbers.h"

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
    for (const auto& lora : settings.loras) {
        json["loras"].push_back({{"file", lora.file.string()}, {"strength", lora.strength}});
    }
    if (settings.guidance_rescale != 0) {
        json["guidance_rescale"] = settings.guidance_rescale;
    }
    if (settings.spacing) {
        json["timestep_spacing"] = to_string(*settings.spacing);
    }
    if (settings.label_step) {
        json["label_step"] = to_string(*settings.label_step);
    }
    return json;
}

GenerationSettings parse_generation_settings(const nlohmann::json& json, const std::string& source) {
    constexpr int kMaxSteps = 1'000'000;
    try {
        GenerationSettings settings;
        settings.bundle = json.at("bundle").get<std::string>();
        settings.adapter = json.at("adapter").get<std::string>();
        settings.prompt = json.at("prompt").get<std::string>();
        settings.negative_prompt = json.at("negative_prompt").get<std::string>();
        settings.ratios.clear();
        for (const auto& ratio : json.at("ratios")) {
            settings.ratios.push_back(json_number(ratio, "A ratio", 0, 1));
        }
        settings.seeds.clear();
        for (const auto& seed : json.at("seeds")) {
            settings.seeds.push_back(json_seed(seed, "A seed"));
        }
        settings.guidance_scale = json_number(json.at("guidance_scale"), "The guidance scale");
        settings.steps = static_cast<int>(json_integer(json.at("steps"), "The number of steps", 1, kMaxSteps));
        settings.sampler = parse_sampler(json.at("sampler").get<std::string>());
        settings.eta = json_number(json.at("eta"), "eta", 0, 1);
        settings.precision = parse_precision(json.at("precision").get<std::string>());
        // Older projects have none of these.
        if (json.contains("loras")) {
            for (const auto& lora : json.at("loras")) {
                settings.loras.push_back(
                    {lora.at("file").get<std::string>(), json_number(lora.at("strength"), "A LoRA's strength")});
            }
        }
        if (json.contains("guidance_rescale")) {
            settings.guidance_rescale = json_number(json.at("guidance_rescale"), "The guidance rescale", 0, 1);
        }
        if (json.contains("timestep_spacing")) {
            settings.spacing = parse_spacing(json.at("timestep_spacing").get<std::string>());
        }
        settings.prompt_suffix = json.value("prompt_suffix", std::string());
        settings.prompt_source = parse_prompt_source(json.value("prompt_source", to_string(PromptSource::kCaption)));
        if (json.contains("label_step")) {
            settings.label_step = parse_label_step(json.at("label_step").get<std::string>());
        }
        return settings;
    } catch (const nlohmann::json::exception& error) {
        throw FormatError(source + " are damaged: " + error.what() + ".");
    } catch (const Error& error) {
        throw FormatError(source + " are damaged: " + error.what());
    }
}

}  // namespace destudio

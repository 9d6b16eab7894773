// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/preset_store.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/recipe/prompt_builder.h"
#include "core/project/store/generation_settings_json.h"

namespace destudio {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxBytes = std::uintmax_t{4} << 20;

GenerationPreset photo_preset() {
    const PromptPreset& words = prompt_preset_for("photo");
    GenerationPreset preset{"Photo, the paper's words", {}, true};
    preset.settings.prompt_suffix = words.positive;
    preset.settings.negative_prompt = words.negative;
    return preset;
}

GenerationPreset plain_preset(const char* name, std::vector<double> ratios, int steps) {
    GenerationPreset preset{name, {}, false};
    preset.settings.ratios = std::move(ratios);
    preset.settings.steps = steps;
    return preset;
}

bool before(const GenerationPreset& a, const GenerationPreset& b) {
    return a.name < b.name;
}

}  // namespace

GenerationSettings with_preset(const GenerationSettings& current, const GenerationPreset& preset) {
    GenerationSettings settings = preset.settings;
    settings.bundle = current.bundle;
    settings.adapter = current.adapter;
    settings.loras = current.loras;
    settings.seeds = current.seeds;
    if (!preset.sets_guidance) {
        settings.guidance_scale = current.guidance_scale;
    }
    return settings;
}

const std::vector<GenerationPreset>& built_in_presets() {
    static const std::vector<GenerationPreset> presets{
        photo_preset(), plain_preset("Plain words", {0.3, 0.6, 0.9}, 30), plain_preset("Quick look", {0.6}, 12),
        plain_preset("Fine ladder", {0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}, 30)};
    return presets;
}

PresetStore::PresetStore(fs::path file) : m_file(std::move(file)) {
    try {
        read();
    } catch (const std::exception& error) {
        m_error = error.what();
    }
}

fs::path PresetStore::default_file(const fs::path& folder) {
    const char* wanted = std::getenv("DESTUDIO_PRESETS");
    return wanted != nullptr && *wanted != '\0' ? fs::path(wanted) : folder / "generation-presets.json";
}

const GenerationPreset* PresetStore::find(const std::string& name) const {
    const auto found = std::find_if(m_presets.begin(), m_presets.end(),
                                    [&name](const GenerationPreset& preset) { return preset.name == name; });
    return found == m_presets.end() ? nullptr : &*found;
}

void PresetStore::read() {
    m_presets.clear();
    m_error.clear();
    std::error_code ec;
    if (!fs::exists(m_file, ec)) {
        return;
    }
    const std::string source = "The presets in " + m_file.string();
    const nlohmann::json list = parse_json(read_file(m_file, kMaxBytes), m_file.string());
    if (!list.is_object()) {
        throw FormatError(source + " are damaged: they are no JSON object. Move the file away to begin anew.");
    }
    std::vector<GenerationPreset> presets;
    for (const auto& [name, settings] : list.items()) {
        presets.push_back({name, parse_generation_settings(settings, source), true});
    }
    std::sort(presets.begin(), presets.end(), before);
    m_presets = std::move(presets);
}

void PresetStore::write() {
    auto list = nlohmann::json::object();
    for (const GenerationPreset& preset : m_presets) {
        list[preset.name] = generation_settings_json(with_preset({}, preset));
    }
    write_file_atomically(m_file, list.dump(2) + "\n");
}

void PresetStore::check_name(const std::string& name) const {
    if (name.find_first_not_of(" \t\r\n") == std::string::npos) {
        throw UsageError("A preset needs a name.");
    }
    const auto& fixed = built_in_presets();
    if (std::any_of(fixed.begin(), fixed.end(), [&name](const auto& preset) { return preset.name == name; })) {
        throw UsageError("\"" + name + "\" comes with the program and stays as it is. Choose another name.");
    }
}

void PresetStore::save(const GenerationPreset& preset) {
    check_name(preset.name);
    read();
    std::erase_if(m_presets, [&preset](const GenerationPreset& other) { return other.name == preset.name; });
    m_presets.insert(std::lower_bound(m_presets.begin(), m_presets.end(), preset, before), preset);
    write();
}

void PresetStore::rename(const std::string& from, const std::string& to) {
    check_name(to);
    read();
    if (find(from) == nullptr) {
        throw UsageError("There is no preset \"" + from + "\" any more.");
    }
    if (find(to) != nullptr) {
        throw UsageError("There is a preset \"" + to + "\" already. Choose another name.");
    }
    std::find_if(m_presets.begin(), m_presets.end(), [&from](const auto& preset) {
        return preset.name == from;
    })->name = to;
    std::sort(m_presets.begin(), m_presets.end(), before);
    write();
}

void PresetStore::remove(const std::string& name) {
    read();
    std::erase_if(m_presets, [&name](const GenerationPreset& preset) { return preset.name == name; });
    write();
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/study/gain_options.h"

#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"

namespace destudio::study {

namespace {

/// "bundle", "steps and threshold", of two objects.
std::string differing_keys(const nlohmann::json& a, const nlohmann::json& b) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : a.items()) {
        if (!b.contains(key) || b.at(key) != value) {
            keys.push_back(key);
        }
    }
    for (const auto& [key, value] : b.items()) {
        if (!a.contains(key)) {
            keys.push_back(key);
        }
    }
    std::string text;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        text += (i == 0 ? "" : i + 1 == keys.size() ? " and " : ", ") + keys[i];
    }
    return text;
}

}  // namespace

nlohmann::json variant_settings(const GainOptions& options, const training::DetectorRecipe& recipe) {
    return {{"bundle", options.bundle.string()},
            {"adapter", options.adapter.string()},
            {"pictures", options.pictures},
            {"real", options.real},
            {"real_seed", recipe.seed},
            {"ratios", options.ratios},
            {"paste_ratios", options.paste_ratios},
            {"paste", options.paste},
            {"threshold", options.threshold},
            {"gate", scaleup::to_string(options.gate)},
            {"judge", options.judge.string()}};
}

nlohmann::json study_settings(const GainOptions& options, const training::DetectorRecipe& recipe) {
    nlohmann::json settings = variant_settings(options, recipe);
    // Arms, multiples, schedules and seeds may be added to a finished study: each result knows its own.
    settings.update({{"test_images", options.test_images},
                     {"weights", options.weights.string()},
                     {"framework", recipe.framework},
                     {"image_size", recipe.image_size},
                     {"batch", recipe.batch},
                     {"accumulate", recipe.accumulate},
                     {"optimiser", recipe.optimiser},
                     {"momentum", recipe.momentum},
                     {"learning_rate", recipe.learning_rate},
                     {"warmup_steps", recipe.warmup_steps},
                     {"decay_at", recipe.decay_at},
                     {"decay_factor", recipe.decay_factor},
                     {"weight_decay", recipe.weight_decay},
                     {"ema_decay", recipe.ema_decay},
                     {"flip_probability", recipe.flip_probability},
                     {"model", recipe.model}});
    if (const auto teacher = training::to_json(recipe.teacher);
        teacher != training::to_json(training::TeacherOptions())) {
        settings["teacher"] = teacher;
    }
    if (options.objects != GainOptions().objects) {
        settings["objects"] = options.objects;
    }
    if (!recipe.drop_steps.empty()) {
        settings.update({{"steps", recipe.steps}, {"drop_steps", recipe.drop_steps}});
    }
    return settings;
}

void keep_settings(const std::filesystem::path& file, const nlohmann::json& settings) {
    std::error_code ec;
    if (std::filesystem::exists(file, ec)) {
        const auto kept = read_json(file);
        if (kept == settings) {
            return;
        }
        if (!kept.is_object()) {
            throw FormatError(file.string() + " does not say what the study in its folder was made with.");
        }
        throw UsageError(file.parent_path().string() + " holds a study with other settings: " +
                         differing_keys(settings, kept) + ". Name another folder with --out, or remove it.");
    }
    write_file_atomically(file, settings.dump(1) + "\n");
}

}  // namespace destudio::study

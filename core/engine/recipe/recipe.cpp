// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe/recipe.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/error.h"
#include "core/base/json_numbers.h"

namespace destudio {

namespace {

template <class Enum>
using Word = std::pair<Enum, const char*>;

constexpr std::array<Word<Sampler>, 7> kSamplers{{{Sampler::kDpmpp2m, "dpmpp-2m"},
                                                  {Sampler::kDdim, "ddim"},
                                                  {Sampler::kEuler, "euler"},
                                                  {Sampler::kEulerAncestral, "euler_a"},
                                                  {Sampler::kDpmpp2mSde, "dpmpp-2m-sde"},
                                                  {Sampler::kLcm, "lcm"},
                                                  {Sampler::kTcd, "tcd"}}};
constexpr std::array<Word<TimestepSpacing>, 3> kSpacings{{{TimestepSpacing::kLeading, "leading"},
                                                          {TimestepSpacing::kLinspace, "linspace"},
                                                          {TimestepSpacing::kTrailing, "trailing"}}};
constexpr const char* kAutomatic = "auto";
constexpr std::array<Word<Precision>, 4> kPrecisions{{{Precision::kAuto, "auto"},
                                                      {Precision::kFloat32, "float32"},
                                                      {Precision::kBfloat16, "bfloat16"},
                                                      {Precision::kFloat16, "float16"}}};
constexpr std::array<Word<LabelStep>, 3> kLabelSteps{
    {{LabelStep::kLast, "last"}, {LabelStep::kT1, "t1"}, {LabelStep::kBest, "best"}}};
constexpr int kMaxLabelTimestep = 999;

template <class Enum, std::size_t N>
std::string word_of(const std::array<Word<Enum>, N>& words, Enum value) {
    for (const auto& [candidate, word] : words) {
        if (candidate == value) {
            return word;
        }
    }
    return "unknown";
}

template <class Enum, std::size_t N>
std::string listed(const std::array<Word<Enum>, N>& words) {
    std::string list;
    for (const auto& [value, word] : words) {
        list += (list.empty() ? "" : ", ") + std::string(word);
    }
    return list;
}

template <class Enum, std::size_t N>
Enum parse_word(const std::array<Word<Enum>, N>& words, const std::string& text, const char* what) {
    for (const auto& [value, word] : words) {
        if (text == word) {
            return value;
        }
    }
    throw UsageError("There is no " + std::string(what) + " \"" + text + "\"; use one of " + listed(words) + ".");
}

std::string name_of(const char* key) {
    return "The recipe's \"" + std::string(key) + "\"";
}

[[noreturn]] void wrong(const char* key, const std::string& why) {
    throw FormatError(name_of(key) + " " + why + ".");
}

const nlohmann::json& field(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end()) {
        wrong(key, "is missing");
    }
    return *found;
}

std::string text_field(const nlohmann::json& json, const char* key) {
    const auto& value = field(json, key);
    if (!value.is_string()) {
        wrong(key, "is not a text");
    }
    return value.get<std::string>();
}

template <class Parser>
auto word_field(const nlohmann::json& json, const char* key, Parser parse) {
    const std::string word = text_field(json, key);
    try {
        return parse(word);
    } catch (const UsageError& error) {
        wrong(key, std::string("is wrong: ") + error.what());
    }
}

const nlohmann::json& list_field(const nlohmann::json& json, const char* key, std::size_t size) {
    const auto& value = field(json, key);
    if (!value.is_array() || value.size() != size) {
        wrong(key, "is not a list of " + std::to_string(size) + " numbers");
    }
    return value;
}

double number_field(const nlohmann::json& json, const char* key) {
    return json_number(field(json, key), name_of(key));
}

std::vector<RecipeLora> lora_list(const nlohmann::json& value) {
    constexpr const char* kKey = "loras";
    if (!value.is_array()) {
        wrong(kKey, "is not a list");
    }
    std::vector<RecipeLora> loras;
    for (const auto& entry : value) {
        if (!entry.is_object()) {
            wrong(kKey, "holds something that is no object");
        }
        loras.push_back({text_field(entry, "name"), text_field(entry, "sha256"), number_field(entry, "strength")});
    }
    return loras;
}

std::vector<GroundedPhrase> box_list(const nlohmann::json& value) {
    constexpr const char* kKey = "boxes";
    if (!value.is_array() || value.size() > kMaxGroundedPhrases) {
        wrong(kKey, "is not a list of at most " + std::to_string(kMaxGroundedPhrases));
    }
    std::vector<GroundedPhrase> boxes;
    for (const auto& entry : value) {
        if (!entry.is_object()) {
            wrong(kKey, "holds something that is no object");
        }
        const auto& box = list_field(entry, "box", 4);
        const auto side = [&box](int i) { return json_number(box[i], name_of(kKey)); };
        boxes.push_back({text_field(entry, "phrase"), {side(0), side(1), side(2), side(3)}});
    }
    return boxes;
}

std::string label_step_word(const Recipe& recipe) {
    return recipe.label_step == LabelStep::kT1 ? "t" + std::to_string(recipe.label_timestep)
                                               : to_string(recipe.label_step);
}

/// "last", "best", or "t" and the noise level of the additional call.
void read_label_step(const nlohmann::json& json, Recipe& recipe) {
    constexpr const char* kKey = "label_step";
    const std::string word = text_field(json, kKey);
    int timestep = -1;
    const char* const end = word.data() + word.size();
    if (word.size() >= 2 && word[0] == 't' && word[1] != '-') {
        const auto [at, error] = std::from_chars(word.data() + 1, end, timestep);
        if (error == std::errc{} && at == end && timestep <= kMaxLabelTimestep) {
            recipe.label_step = LabelStep::kT1;
            recipe.label_timestep = timestep;
            return;
        }
    }
    recipe.label_step = word_field(json, kKey, parse_label_step);
    recipe.label_timestep = 1;
}

int count_in(const nlohmann::json& value, const char* key) {
    constexpr int kMax = 1'000'000;
    return static_cast<int>(json_integer(value, name_of(key), 1, kMax));
}

}  // namespace

std::string to_string(Sampler sampler) {
    return word_of(kSamplers, sampler);
}
std::string to_string(Precision precision) {
    return word_of(kPrecisions, precision);
}
std::string to_string(LabelStep step) {
    return word_of(kLabelSteps, step);
}
Sampler parse_sampler(const std::string& text) {
    return parse_word(kSamplers, text, "sampler");
}
Precision parse_precision(const std::string& text) {
    return parse_word(kPrecisions, text, "precision");
}
LabelStep parse_label_step(const std::string& text) {
    return parse_word(kLabelSteps, text, "label step");
}

std::string to_string(TimestepSpacing spacing) {
    return word_of(kSpacings, spacing);
}
TimestepSpacing parse_spacing(const std::string& text) {
    return parse_word(kSpacings, text, "timestep spacing");
}
std::optional<TimestepSpacing> parse_spacing_or_auto(const std::string& text) {
    return text == kAutomatic ? std::nullopt : std::optional(parse_spacing(text));
}
std::string sampler_words() {
    return listed(kSamplers);
}

void to_json(nlohmann::json& json, const RecipeLora& lora) {
    json = nlohmann::json{{"name", lora.name}, {"sha256", lora.sha256}, {"strength", lora.strength}};
}

void to_json(nlohmann::json& json, const Recipe& recipe) {
    json = nlohmann::json{{"bundle_hash", recipe.bundle_hash},
                          {"adapter_hash", recipe.adapter_hash},
                          {"reference_hash", recipe.reference_hash},
                          {"crop", {recipe.crop.x1, recipe.crop.y1, recipe.crop.x2, recipe.crop.y2}},
                          {"size", {recipe.size.width, recipe.size.height}},
                          {"prompt", recipe.prompt},
                          {"negative_prompt", recipe.negative_prompt},
                          {"seed", recipe.seed},
                          {"encode_ratio", recipe.encode_ratio},
                          {"guidance_scale", recipe.guidance_scale},
                          {"steps", recipe.steps},
                          {"sampler", to_string(recipe.sampler)},
                          {"eta", recipe.eta},
                          {"precision", to_string(recipe.precision)},
                          {"device", recipe.device},
                          {"label_step", label_step_word(recipe)}};
    if (recipe.guidance_rescale != 0) {
        json["guidance_rescale"] = recipe.guidance_rescale;
    }
    if (recipe.spacing != TimestepSpacing::kLeading) {
        json["timestep_spacing"] = recipe.spacing ? to_string(*recipe.spacing) : kAutomatic;
    }
    if (!recipe.loras.empty()) {
        json["loras"] = recipe.loras;
    }
    for (const auto& [phrase, box] : recipe.boxes) {
        json["boxes"].push_back({{"phrase", phrase}, {"box", {box.x1, box.y1, box.x2, box.y2}}});
        json["boxes_share"] = recipe.boxes_share;
    }
}

void from_json(const nlohmann::json& json, Recipe& recipe) {
    if (!json.is_object()) {
        throw FormatError("A recipe is a JSON object, and this is not one.");
    }
    recipe.bundle_hash = text_field(json, "bundle_hash");
    recipe.adapter_hash = text_field(json, "adapter_hash");
    recipe.reference_hash = text_field(json, "reference_hash");
    const auto& crop = list_field(json, "crop", 4);
    const auto side = [&crop](int i) { return json_number(crop[i], name_of("crop")); };
    recipe.crop = {side(0), side(1), side(2), side(3)};
    const auto& size = list_field(json, "size", 2);
    recipe.size = {count_in(size[0], "size"), count_in(size[1], "size")};
    recipe.prompt = text_field(json, "prompt");
    recipe.negative_prompt = text_field(json, "negative_prompt");
    recipe.seed = json_seed(field(json, "seed"), name_of("seed"));
    recipe.encode_ratio = number_field(json, "encode_ratio");
    recipe.guidance_scale = number_field(json, "guidance_scale");
    recipe.steps = count_in(field(json, "steps"), "steps");
    recipe.sampler = word_field(json, "sampler", parse_sampler);
    recipe.eta = number_field(json, "eta");
    recipe.precision = word_field(json, "precision", parse_precision);
    recipe.device = text_field(json, "device");
    read_label_step(json, recipe);
    recipe.guidance_rescale = json.contains("guidance_rescale") ? number_field(json, "guidance_rescale") : 0;
    recipe.spacing = json.contains("timestep_spacing") ? word_field(json, "timestep_spacing", parse_spacing_or_auto)
                                                       : TimestepSpacing::kLeading;
    recipe.boxes = json.contains("boxes") ? box_list(json.at("boxes")) : std::vector<GroundedPhrase>();
    recipe.boxes_share = json.contains("boxes_share") ? number_field(json, "boxes_share") : kDefaultGroundingShare;
    recipe.loras = json.contains("loras") ? lora_list(json.at("loras")) : std::vector<RecipeLora>();
}

}  // namespace destudio

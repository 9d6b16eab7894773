// SPDX-License-Identifier: Apache-2.0
#include "core/engine/recipe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/error.h"

namespace destudio {

namespace {

template <class Enum>
using Word = std::pair<Enum, const char*>;

constexpr std::array<Word<Sampler>, 3> kSamplers{
    {{Sampler::kDpmpp2m, "dpmpp-2m"}, {Sampler::kDdim, "ddim"}, {Sampler::kEuler, "euler"}}};
constexpr std::array<Word<Precision>, 4> kPrecisions{{{Precision::kAuto, "auto"},
                                                      {Precision::kFloat32, "float32"},
                                                      {Precision::kBfloat16, "bfloat16"},
                                                      {Precision::kFloat16, "float16"}}};
constexpr std::array<Word<LabelStep>, 2> kLabelSteps{{{LabelStep::kLast, "last"}, {LabelStep::kT1, "t1"}}};

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
Enum parse_word(const std::array<Word<Enum>, N>& words, const std::string& text, const char* what) {
    std::string valid;
    for (const auto& [value, word] : words) {
        if (text == word) {
            return value;
        }
        valid += (valid.empty() ? "" : ", ") + std::string(word);
    }
    throw UsageError("There is no " + std::string(what) + " \"" + text + "\"; use one of " + valid + ".");
}

[[noreturn]] void wrong(const char* key, const std::string& why) {
    throw FormatError("The recipe's \"" + std::string(key) + "\" " + why + ".");
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

double finite_number(const nlohmann::json& value, const char* key) {
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        wrong(key, "is not a finite number");
    }
    return value.get<double>();
}

int positive_int(const nlohmann::json& value, const char* key) {
    constexpr int kMost = 1'000'000;
    if (!value.is_number_integer() || value.get<double>() < 1 || value.get<double>() > kMost) {
        wrong(key, "is not a whole number from 1 to " + std::to_string(kMost));
    }
    return value.get<int>();
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
                          {"label_step", to_string(recipe.label_step)}};
}

void from_json(const nlohmann::json& json, Recipe& recipe) {
    if (!json.is_object()) {
        throw FormatError("A recipe is a JSON object, and this is not one.");
    }
    recipe.bundle_hash = text_field(json, "bundle_hash");
    recipe.adapter_hash = text_field(json, "adapter_hash");
    recipe.reference_hash = text_field(json, "reference_hash");
    const auto& crop = list_field(json, "crop", 4);
    recipe.crop = {finite_number(crop[0], "crop"), finite_number(crop[1], "crop"), finite_number(crop[2], "crop"),
                   finite_number(crop[3], "crop")};
    const auto& size = list_field(json, "size", 2);
    recipe.size = {positive_int(size[0], "size"), positive_int(size[1], "size")};
    recipe.prompt = text_field(json, "prompt");
    recipe.negative_prompt = text_field(json, "negative_prompt");
    const auto& seed = field(json, "seed");
    if (!seed.is_number_integer() || (!seed.is_number_unsigned() && seed.get<std::int64_t>() < 0)) {
        wrong("seed", "is not a whole number from 0 to 18446744073709551615");
    }
    recipe.seed = seed.get<std::uint64_t>();
    recipe.encode_ratio = finite_number(field(json, "encode_ratio"), "encode_ratio");
    recipe.guidance_scale = finite_number(field(json, "guidance_scale"), "guidance_scale");
    recipe.steps = positive_int(field(json, "steps"), "steps");
    recipe.sampler = word_field(json, "sampler", parse_sampler);
    recipe.eta = finite_number(field(json, "eta"), "eta");
    recipe.precision = word_field(json, "precision", parse_precision);
    recipe.device = text_field(json, "device");
    recipe.label_step = word_field(json, "label_step", parse_label_step);
}

int effective_steps(int steps, double encode_ratio) {
    return static_cast<int>(std::min(std::trunc(steps * encode_ratio), static_cast<double>(steps)));
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/grounded_phrase.h"
#include "core/base/rung.h"
#include "core/base/sampler.h"

namespace destudio {

enum class Precision { kAuto, kFloat32, kBfloat16, kFloat16 };

/// Command-line and JSON spellings: "dpmpp-2m", "ddim", "euler", "euler_a", "dpmpp-2m-sde", "lcm", "tcd"; "auto",
/// "float32", ...; "last", "t1", "best"; "leading", "linspace", "trailing".
/// The parsers throw UsageError that lists the valid words.
std::string to_string(Sampler sampler);
std::string to_string(Precision precision);
std::string to_string(LabelStep step);
std::string to_string(TimestepSpacing spacing);
Sampler parse_sampler(const std::string& text);
Precision parse_precision(const std::string& text);
LabelStep parse_label_step(const std::string& text);
TimestepSpacing parse_spacing(const std::string& text);
/// "auto": none. @throws UsageError
std::optional<TimestepSpacing> parse_spacing_or_auto(const std::string& text);
/// The samplers' words, as parse_sampler's sentence lists them.
std::string sampler_words();

/// A LoRA file that was merged into the model.
struct RecipeLora {
    std::string name;    ///< the file's, for people: it is looked for by its content
    std::string sha256;  ///< of the file's bytes, hex
    double strength = 1;
    bool operator==(const RecipeLora&) const = default;
};

/// Everything that determines one variant. The same recipe on the same machine gives the same bytes.
struct Recipe {
    std::string bundle_hash;     ///< SHA-256 over the bundle's files, hex
    std::string adapter_hash;    ///< empty when the bundle cannot label
    std::string reference_hash;  ///< SHA-256 of the reference file's bytes, hex
    Box crop;                    ///< part of the oriented reference that was used, in its pixels
    Size size;                   ///< pixels of the variant
    std::string prompt;
    std::string negative_prompt;
    std::uint64_t seed = 0;
    double encode_ratio = 0.6;  ///< in (0, 1]; runs effective_steps(sampler, steps, encode_ratio)
    double guidance_scale = 7.5;
    double guidance_rescale = 0;  ///< how far the guided prediction's spread is brought back, 0 to 1
    int steps = 30;
    Sampler sampler = Sampler::kDpmpp2m;
    double eta = 0;                             ///< DDIM; TCD's gamma
    std::optional<TimestepSpacing> spacing;     ///< none: what the model asks for; never none in a finished variant
    Precision precision = Precision::kFloat32;  ///< what was really used, never kAuto in a finished variant
    std::string device = "cpu";
    LabelStep label_step = LabelStep::kLast;      ///< never kBest in a finished variant
    int label_timestep = 1;                       ///< of kT1's call; written as "t50" and so on
    std::vector<RecipeLora> loras;                ///< in the order in which they are merged
    std::vector<GroundedPhrase> boxes;            ///< that were asked for, of a model with gated layers
    double boxes_share = kDefaultGroundingShare;  ///< of the steps, in which they steer

    bool operator==(const Recipe&) const = default;
};

/// What is as it was before a field existed (no rescaling, leading timesteps, no LoRA) is not written: recipes of then
/// and now have the same bytes.
void to_json(nlohmann::json& json, const Recipe& recipe);
/// @throws FormatError naming the field that is missing or wrong
void from_json(const nlohmann::json& json, Recipe& recipe);
void to_json(nlohmann::json& json, const RecipeLora& lora);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/geometry.h"
#include "core/base/rung.h"
#include "core/base/sampler.h"

namespace destudio {

enum class Precision { kAuto, kFloat32, kBfloat16, kFloat16 };

/// Command-line and JSON spellings: "dpmpp-2m", "ddim", "euler"; "auto", "float32", ...; "last", "t1".
/// The parsers throw UsageError that lists the valid words.
std::string to_string(Sampler sampler);
std::string to_string(Precision precision);
std::string to_string(LabelStep step);
Sampler parse_sampler(const std::string& text);
Precision parse_precision(const std::string& text);
LabelStep parse_label_step(const std::string& text);

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
    double encode_ratio = 0.6;  ///< in (0, 1]; runs effective_steps(steps, encode_ratio)
    double guidance_scale = 7.5;
    int steps = 30;
    Sampler sampler = Sampler::kDpmpp2m;
    double eta = 0;                             ///< DDIM only
    Precision precision = Precision::kFloat32;  ///< what was really used, never kAuto in a finished variant
    std::string device = "cpu";
    LabelStep label_step = LabelStep::kLast;

    bool operator==(const Recipe&) const = default;
};

void to_json(nlohmann::json& json, const Recipe& recipe);
/// @throws FormatError naming the field that is missing or wrong
void from_json(const nlohmann::json& json, Recipe& recipe);

}  // namespace destudio

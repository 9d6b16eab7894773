// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/models/original_layout.h"

namespace destudio::models {

/// The YAML file that belongs beside a single-file checkpoint ("v2-inference-v.yaml"): what it says that the tensors do
/// not.
struct OriginalConfig {
    std::filesystem::path file;
    LayoutHints hints;
    std::optional<bool> v_prediction;  ///< "parameterization: v" or "eps"
    std::optional<bool> zero_snr;
    std::optional<double> beta_start;
    std::optional<double> beta_end;
};

/// Scalars of the maps of a YAML text by their path ("model.params.scale_factor"). Only the part of YAML that such
/// files use: maps by indentation, plain and quoted scalars, comments; lists are passed over.
/// @throws FormatError naming the line for an indentation that makes no sense
std::map<std::string, std::string> parse_yaml_scalars(std::string_view text, const std::string& source);

/// @throws FormatError when it is no such file or a value is no number
OriginalConfig parse_original_config(std::string_view text, const std::string& source);

/// NAME.yaml beside a checkpoint, also without the last parts of its name ("model.yaml" beside
/// "model.f16.safetensors"); nothing when there is none.
std::optional<std::filesystem::path> find_original_config(const std::filesystem::path& checkpoint);

OriginalConfig read_original_config(const std::filesystem::path& file);

}  // namespace destudio::models

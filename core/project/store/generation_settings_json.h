// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/project/store/types.h"

namespace destudio {

/// Generation settings as they are stored in projects and presets. Paths stand as they are.
nlohmann::json generation_settings_json(const GenerationSettings& settings);
/// @param source what to call the text in errors
/// @throws FormatError when a field is missing or wrong
GenerationSettings parse_generation_settings(const nlohmann::json& json, const std::string& source);

}  // namespace destudio

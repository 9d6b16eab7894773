// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/lora_choice.h"

namespace destudio::cli {

inline constexpr const char* kLoraHelp =
    "LoRA file to merge into the model, FILE or FILE:STRENGTH (1 where not given); several times";

/// "FILE" or "FILE:STRENGTH"; what follows the last colon is a strength where it is a number.
/// @throws UsageError, IoError for a file that is not there
std::vector<LoraChoice> parse_loras(const std::vector<std::string>& texts);

}  // namespace destudio::cli

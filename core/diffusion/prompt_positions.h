// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/diffusion/clip_tokenizer.h"

namespace destudio::diffusion {

/// Where a phrase's tokens stand in a prompt: positions in the row that ClipTokenizer::encode makes of the prompt, of
/// all occurrences, the plural in -s included. Empty when it is not there or was cut off at the end.
std::vector<std::int64_t> prompt_positions(const ClipTokenizer& tokenizer, const std::string& prompt,
                                           const std::string& phrase);

}  // namespace destudio::diffusion

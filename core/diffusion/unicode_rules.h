// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace destudio::diffusion {

// The Unicode properties that the tokenizer asks for. From ICU where the build has it (DESTUDIO_WITH_ICU); without it,
// exact for ASCII and Latin-1 and approximate beyond, which is enough to train on the project's own captions.

bool is_letter(char32_t c);       ///< general category L
bool is_numeric(char32_t c);      ///< general category N
bool is_white_space(char32_t c);  ///< White_Space
std::u32string to_lower_case(const std::u32string& text);

inline bool is_ascii_alphanumeric(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
}

}  // namespace destudio::diffusion

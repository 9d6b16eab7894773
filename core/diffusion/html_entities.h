// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace destudio::diffusion {

struct HtmlEntity {
    std::string_view name;  ///< without ampersand and semicolon
    char32_t code_point;
};

/// The named entity of HTML 4.01, or null. Names are case-sensitive.
const HtmlEntity* find_html_entity(std::string_view name);

}  // namespace destudio::diffusion

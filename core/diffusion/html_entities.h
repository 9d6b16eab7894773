// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace destudio::diffusion {

/// Every named character reference of the HTML standard.
extern const std::string_view kHtmlEntityTable;

/// What a named character reference stands for, in UTF-8; empty when there is none of this name. Names are
/// case-sensitive, without the ampersand; the semicolon belongs to them, and only the old names exist without one.
std::string_view find_html_entity(std::string_view name);

}  // namespace destudio::diffusion

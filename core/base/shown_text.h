// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace destudio {

/// A text of unknown origin for a terminal: control characters, which could move the cursor, change colours or ring,
/// come out as \x1b, \u009b and the like; so do marks that turn the direction of writing, and bytes that are no UTF-8.
/// Line breaks and tabs stay where `keep_lines` says so.
std::string shown_text(std::string_view text, bool keep_lines = false);

}  // namespace destudio

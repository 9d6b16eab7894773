// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace destudio::dataset {

/// Bytes of a base64 text; line breaks and blanks inside are skipped, and it may come without the "=" at its end or
/// with "data:image/png;base64," before it. Nothing when another letter is in it or it ends within a byte.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace destudio::dataset

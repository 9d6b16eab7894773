// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace destudio {

/// "2026-03-01T17:04:05Z". @param seconds since 1970; "?" for what has no year
std::string utc_text(std::int64_t seconds);

}  // namespace destudio

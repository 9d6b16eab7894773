// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/models/original_layout.h"

namespace destudio::models {

// What published models have and shapes do not tell.
inline constexpr std::int64_t kUsualHeads = 8;          ///< of a U-Net of Stable Diffusion 1.x
inline constexpr std::int64_t kUsualHeadChannels = 64;  ///< of every other attention
inline constexpr std::int64_t kUsualGroups = 32;        ///< of group norms

/// `wanted`, or the nearest smaller number that divides `width`, which is then told.
std::int64_t usual_divisor(std::int64_t width, std::int64_t wanted, const std::string& what, Assumptions& assumptions);
/// Groups of the norms of a part: `hint`, else the usual, else the largest number below that divides all widths.
std::int64_t usual_groups(const std::vector<std::int64_t>& widths, std::int64_t hint, const std::string& part,
                          Assumptions& assumptions);

}  // namespace destudio::models

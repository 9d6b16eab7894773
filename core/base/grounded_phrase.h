// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "core/base/geometry.h"

namespace destudio {

/// Something that a picture is asked to show, and where.
struct GroundedPhrase {
    std::string phrase;
    Box box;  ///< shares of the picture's width and height, in [0,1]
    bool operator==(const GroundedPhrase&) const = default;
};

/// So many a model takes.
inline constexpr std::size_t kMaxGroundedPhrases = 30;
/// Share of the steps, from the first on, in which boxes steer, as GLIGEN's authors and diffusers have it.
inline constexpr double kDefaultGroundingShare = 0.3;

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace destudio::world {

/// Where a scene plays.
enum class BackdropKind { kMeadow, kRoad, kSea, kBeach, kSnow, kSky, kRoom, kPlain, kStripes, kDots, kChecks };
inline constexpr int kBackdropKinds = 11;

/// What the renderer knows about a class beyond its artworks.
struct ClassTraits {
    std::string_view name;      ///< as in the class list, e.g. "diningtable"
    std::string_view singular;  ///< with article, for captions: "a dining table"
    std::string_view plural;    ///< "dining tables"
    double scale = 1;           ///< usual size against other classes
    bool flies = false;         ///< may hang in the air
    bool turns = true;          ///< looks right when slightly rotated
    unsigned places = 0;        ///< bit per BackdropKind where it belongs

    bool belongs(BackdropKind kind) const { return ((places >> static_cast<unsigned>(kind)) & 1U) != 0; }
};

/// Known classes have their own entry; others get neutral traits that belong everywhere and use the bare name.
ClassTraits traits_of(const std::string& class_name);

}  // namespace destudio::world

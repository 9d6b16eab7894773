// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/map/layout.h"
#include "core/map/vector_set.h"

namespace destudio {

/// What a picture on the map counts as.
enum class MapRole {
    kReference,
    kAccepted,  ///< or edited
    kOpen,      ///< not reviewed
    kRejected,
};

/// One picture that the map is made of.
struct MapPicture {
    MapRole role = MapRole::kOpen;
    std::int64_t reference = -1;       ///< of a variant: place of its reference in the list; -1 where it is not there
    std::uint64_t hash = 0;            ///< perceptual_hash()
    std::optional<MapPosition> known;  ///< where it lies already; it stays there
};

/// Variants that crowd one place of the map.
struct CrowdedPlace {
    std::vector<std::uint32_t> variants;  ///< places in the list, rising
};

struct PictureMap {
    std::vector<MapPosition> positions;              ///< of each picture
    std::vector<int> groups;                         ///< of each picture, from 0 on, the largest first
    std::vector<std::uint32_t> holes;                ///< references that no variant fills, the emptiest first
    std::vector<CrowdedPlace> crowded;               ///< the fullest first
    std::vector<std::vector<std::uint32_t>> stacks;  ///< variants that look the same, each rising, the largest first
};

/// Lays pictures out and tells what stands out. Where at least half of the pictures have a place, they keep it and the
/// others are placed beside those that look like them; else all are laid out anew.
///
/// A reference is a hole where the nearest variant that fills it is more than twice as far as a variant is from its own
/// reference usually (the median). Accepted variants fill; where none is accepted yet, those that are not rejected do.
/// A place is crowded where the share of all variants that lies there is four times the share of all references, and
/// several times what is usual on the map. Rejected variants neither crowd nor stand in stacks.
/// @param vectors one for each picture  @param progress "neighbours", "layout", "places"
/// @throws CancelledError
PictureMap make_picture_map(const VectorSet& vectors, const std::vector<MapPicture>& pictures, std::uint64_t seed,
                            const std::stop_token& stop = {}, const ProgressSink& progress = {});

}  // namespace destudio

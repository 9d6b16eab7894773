// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/map/neighbour_forest.h"
#include "core/map/vector_set.h"

namespace destudio {

struct MapPosition {
    float x = 0;
    float y = 0;
    bool operator==(const MapPosition&) const = default;
};

/// How many nearest others each point is tied to.
inline constexpr std::size_t kLayoutNeighbours = 15;

/// Lays vectors out in the plane so that near ones lie near each other, as UMAP does (McInnes, Healy and Melville
/// 2018): every point is tied to its nearest others, by weights that even out dense and sparse places; ties pull, and
/// points drawn at random push. It starts from the two axes of the largest variance, so the large shape is kept, too.
/// The same vectors, neighbours and seed give the same places. 100,000 points take under a minute.
/// @param vectors along_principal_axes()  @param neighbours of them
/// @param progress "layout"
/// @throws CancelledError
std::vector<MapPosition> lay_out(const VectorSet& vectors, const NeighbourLists& neighbours, std::uint64_t seed,
                                 const std::stop_token& stop = {}, const ProgressSink& progress = {});

/// Places what has none near its nearest neighbours that have one, and moves nothing else.
/// @throws CancelledError
std::vector<MapPosition> place_new(const VectorSet& vectors, const std::vector<std::optional<MapPosition>>& known,
                                   std::uint64_t seed, const std::stop_token& stop = {});

}  // namespace destudio

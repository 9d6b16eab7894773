// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/map/picture_map.h"

namespace destudio {

/// The parts of make_picture_map() that say what stands out; distances are in units of the vectors' spread.
std::vector<std::uint32_t> find_holes(const VectorSet& vectors, const std::vector<MapPicture>& pictures,
                                      std::uint64_t seed, const std::stop_token& stop);
std::vector<CrowdedPlace> find_crowded(const std::vector<MapPosition>& positions,
                                       const std::vector<MapPicture>& pictures);
/// @param neighbours pairs to look at: nearly equal vectors and hashes make a stack
std::vector<std::vector<std::uint32_t>> find_stacks(const VectorSet& vectors, const std::vector<MapPicture>& pictures,
                                                    const NeighbourLists& neighbours);

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/map/vector_set.h"

namespace destudio {

class Random;

struct Neighbour {
    std::uint32_t id = 0;
    float square = 0;  ///< of the distance
    bool operator==(const Neighbour&) const = default;
};
/// Each point's nearest others, nearest first, at most so many each.
using NeighbourLists = std::vector<std::vector<Neighbour>>;

/// Finds near vectors among many without comparing all: trees that halve the points again and again along random
/// directions (Dasgupta and Freund). A few hundred vectors are compared in full.
class NeighbourForest {
public:
    /// @param vectors outlive this  @throws CancelledError
    NeighbourForest(const VectorSet& vectors, std::uint64_t seed, const std::stop_token& stop = {});

    /// Nearly always the nearest ones, by rising distance; `but` is left out.
    std::vector<Neighbour> near(const float* vector, std::size_t count, std::int64_t but = -1) const;
    /// Of every point: near() and then, twice, what the neighbours know. @throws CancelledError
    NeighbourLists all_near(std::size_t count, const std::stop_token& stop = {}) const;

private:
    struct Node {
        std::vector<float> direction;  ///< empty: a leaf
        float middle = 0;
        std::int32_t left = 0;
        std::int32_t right = 0;
        std::vector<std::uint32_t> points;  ///< of a leaf
    };
    std::int32_t grow(std::vector<std::uint32_t> points, Random& random, int depth);
    const std::vector<std::uint32_t>& leaf(std::int32_t root, const float* vector) const;

    const VectorSet& m_vectors;
    std::vector<Node> m_nodes;
    std::vector<std::int32_t> m_roots;  ///< none: everything is compared
};

}  // namespace destudio

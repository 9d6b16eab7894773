// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/map/vector_set.h"

namespace destudio {

/// Vectors in groups around their means.
struct Clusters {
    std::vector<int> of;               ///< cluster of each vector, from 0 on, the largest first
    std::vector<std::size_t> central;  ///< of each cluster, the vector nearest to its mean
};

/// Splits vectors into at most `count` clusters (k-means++, Arthur and Vassilvitskii 2007, then Lloyd's steps). Equal
/// vectors are in one cluster, so there are fewer where fewer vectors differ. The same vectors, count and seed give the
/// same clusters, whatever the number of threads.
/// @param count at least 1  @throws CancelledError
Clusters find_clusters(const VectorSet& vectors, std::size_t count, std::uint64_t seed,
                       const std::stop_token& stop = {});

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/scaleup/disk_guard.h"
#include "core/scaleup/reference_set.h"

namespace destudio::scaleup {

/// Which references look alike. An image counts for the cluster of the reference that it was made from.
struct ReferenceClusters {
    static constexpr int kNone = -1;
    struct Cluster {
        std::string like;           ///< Reference::name of the one in its middle
        std::int64_t size = 0;      ///< references in it
        std::string title() const;  ///< "4 references like a.png"
    };
    std::vector<Cluster> clusters;            ///< the largest first
    std::unordered_map<std::string, int> of;  ///< by Reference::name; one that cannot be read is in none

    int cluster_of(const std::string& reference) const;
};

/// Looks at every reference (its colors and edges, as the map of a project does without a model) and puts those that
/// look alike together. The same references, count and seed give the same clusters. A few milliseconds a reference.
/// @param count at least 1; there are fewer where fewer references differ
/// @throws CancelledError, FormatError when no reference can be read
ReferenceClusters cluster_references(const ReferenceSet& references, int count, std::uint64_t seed,
                                     const std::stop_token& stop = {});

/// OUT/clusters.json: the same scale-up goes on with the clusters that it began with.
std::string to_text(const ReferenceClusters& clusters);
/// @throws IoError, FormatError
ReferenceClusters read_clusters(const std::filesystem::path& file);

/// Those of the file; they are found and written first where there is none. @throws as the functions above
ReferenceClusters settled_clusters(const std::filesystem::path& file, const ReferenceSet& references, int count,
                                   std::uint64_t seed, DiskGuard& guard, const std::stop_token& stop);

}  // namespace destudio::scaleup

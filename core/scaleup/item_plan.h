// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/scaleup/reference_clusters.h"
#include "core/scaleup/reference_set.h"
#include "core/scaleup/scale_up_settings.h"

namespace destudio::scaleup {

/// One image to be made.
struct PlannedItem {
    std::int64_t index = 0;
    std::size_t reference = 0;  ///< index into ReferenceSet::references
    std::uint64_t seed = 0;
    double encode_ratio = 0;
    std::uint64_t crop_seed = 0;
    std::int64_t turn = 0;  ///< how often the reference came before; chooses among its captions and the domains
};

/// Says what each item is. Seed, ratio and crop are a function of (settings.seed, index). So is the reference, and its
/// turn, with uniform selection; with quotas it is a function of (settings.seed, index, counts at the start of its
/// round). A quota is boxes of a class or images of a cluster of references.
class ItemPlan {
public:
    /// @param bounds of each class of the adapter
    ItemPlan(const ScaleUpSettings& settings, const ReferenceSet& references, std::vector<std::int64_t> bounds);

    /// With quotas: clusters have to get their images as well. Before the first round.
    void use_clusters(const ReferenceClusters& clusters, std::int64_t bound);

    /// First item of the round that `index` belongs to.
    std::int64_t round_start(std::int64_t index) const { return index - index % m_round_size; }
    std::int64_t round_size() const { return m_round_size; }

    /// With quotas: plans the round that starts at `start` (a multiple of the round size).
    /// @param counts annotations of each class when the round starts  @param images of each cluster then
    void begin_round(std::int64_t start, const std::vector<std::int64_t>& counts,
                     const std::vector<std::int64_t>& images = {});

    /// Whether item() may be asked: always with uniform selection, else inside the round that was begun.
    bool knows(std::int64_t index) const;
    PlannedItem item(std::int64_t index);

private:
    std::size_t uniform_reference(std::int64_t index);

    std::uint64_t m_seed;
    double m_lowest;
    double m_highest;
    std::vector<double> m_ratios;  ///< of whole steps; empty: any of the range
    bool m_quota;
    std::int64_t m_round_size;
    const ReferenceSet& m_references;
    std::vector<std::int64_t> m_bounds;  ///< of each class, then of each cluster
    // What a round aims at: classes, then clusters.
    std::vector<std::vector<std::size_t>> m_references_of;  ///< for each class, those that show it; for each cluster
    std::vector<int> m_cluster_of;                          ///< of each reference; empty without clusters
    std::int64_t m_pass = -1;
    std::vector<std::size_t> m_order;  ///< of the pass
    std::int64_t m_round_first = -1;
    std::vector<std::size_t> m_round;   ///< references of the round that was begun
    std::vector<std::int64_t> m_turns;  ///< PlannedItem::turn of the same: rounds before this one, and times in it
};

}  // namespace destudio::scaleup

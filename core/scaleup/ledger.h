// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/detection.h"
#include "core/image/hash_index.h"
#include "core/scaleup/item_record.h"
#include "core/scaleup/reference_clusters.h"

namespace destudio::scaleup {

/// What a scale-up has made so far.
struct ScaleUpCounts {
    std::int64_t made = 0;    ///< items, left out ones included
    std::int64_t images = 0;  ///< in the dataset
    std::int64_t boxes = 0;   ///< in the dataset
    std::int64_t empty = 0;   ///< left out because they have no box
    std::int64_t unreadable = 0;
    std::int64_t near_duplicates = 0;           ///< in the dataset
    std::int64_t near_duplicates_left_out = 0;  ///< because of the cap
    std::int64_t rejected = 0;                  ///< left out because of the gate
    GateCounts gate{};                          ///< of all items with a box, where the gate is in use
    std::vector<std::int64_t> classes;          ///< boxes of each class of the adapter
    std::vector<std::int64_t> clusters{};       ///< images of each cluster, where there are clusters
    bool operator==(const ScaleUpCounts&) const = default;
};

/// What decides which items become part of the dataset.
struct LedgerRules {
    double threshold = kDefaultThreshold;
    bool keep_empty = false;
    std::optional<int> max_near_duplicates;  ///< of each reference
    int near_duplicate_distance = 6;
    std::vector<std::int64_t> bounds;                     ///< of each class; kNoBound: none
    bool rejects = false;                                 ///< what the gate rejects is left out
    std::int64_t cluster_bound = 0;                       ///< every cluster has to have more images than this
    std::shared_ptr<const ReferenceClusters> clusters{};  ///< nothing: they do not count
};

/// Goes through items in rising order, decides what becomes of each, and counts. The same items give the same verdicts,
/// whether they come one by one while they are made, from the file of an earlier run, or from many shards.
class Ledger {
public:
    explicit Ledger(LedgerRules rules);
    /// Goes on from the counts of items that are not at hand.
    Ledger(LedgerRules rules, ScaleUpCounts earlier);

    /// Sets verdict and near_duplicate of the record (an unreadable one stays so) and counts it.
    void add(ItemRecord& record);
    const ScaleUpCounts& counts() const { return m_counts; }
    const LedgerRules& rules() const { return m_rules; }
    /// Whether every class, and every cluster, has more than its bound.
    bool reached() const;

private:
    NearDuplicate nearest(const ItemRecord& record) const;

    LedgerRules m_rules;
    ScaleUpCounts m_counts;
    HashIndex m_hashes;                   ///< of the images in the dataset
    std::vector<std::int64_t> m_indices;  ///< of the same
    std::unordered_map<std::string, int> m_near_duplicates_of;
};

}  // namespace destudio::scaleup

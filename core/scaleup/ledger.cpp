// SPDX-License-Identifier: Apache-2.0
#include "core/scaleup/ledger.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/scaleup/class_bounds.h"

namespace destudio::scaleup {

namespace {

std::size_t cluster_count(const LedgerRules& rules) {
    return rules.clusters ? rules.clusters->clusters.size() : 0;
}

}  // namespace

Ledger::Ledger(LedgerRules rules) : m_rules(std::move(rules)), m_hashes(m_rules.near_duplicate_distance) {
    m_counts.classes.assign(m_rules.bounds.size(), 0);
    m_counts.clusters.assign(cluster_count(m_rules), 0);
}

Ledger::Ledger(LedgerRules rules, ScaleUpCounts earlier)
    : m_rules(std::move(rules)), m_counts(std::move(earlier)), m_hashes(m_rules.near_duplicate_distance) {
    m_counts.classes.resize(m_rules.bounds.size(), 0);
    m_counts.clusters.resize(cluster_count(m_rules), 0);
}

NearDuplicate Ledger::nearest(const ItemRecord& record) const {
    if (record.reference_distance <= m_rules.near_duplicate_distance) {
        return {NearDuplicate::kReference};
    }
    const auto near = m_hashes.first_near(record.hash);
    return near ? NearDuplicate{m_indices[*near]} : NearDuplicate{};
}

void Ledger::add(ItemRecord& record) {
    ++m_counts.made;
    if (record.verdict == Verdict::kUnreadable) {
        ++m_counts.unreadable;
        return;
    }
    std::int64_t boxes = 0;
    for (const auto& detection : record.detections) {
        if (detection.class_index < 0 || static_cast<std::size_t>(detection.class_index) >= m_rules.bounds.size()) {
            throw FormatError("Item " + std::to_string(record.index) + " has a box of class " +
                              std::to_string(detection.class_index) + ", which the adapter does not have.");
        }
        boxes += detection.score >= m_rules.threshold ? 1 : 0;
    }
    record.near_duplicate = {};
    if (boxes == 0 && !m_rules.keep_empty) {
        record.verdict = Verdict::kEmpty;
        ++m_counts.empty;
        return;
    }
    if (record.gate) {
        m_counts.gate.add(*record.gate, record.encode_ratio, record.detections, m_rules.threshold);
        if (m_rules.rejects && record.gate->verdict == GateVerdict::kRejected) {
            record.verdict = Verdict::kRejected;
            ++m_counts.rejected;
            return;
        }
    }
    record.near_duplicate = nearest(record);
    if (record.near_duplicate.of != NearDuplicate::kNone) {
        int& used = m_near_duplicates_of[record.reference];
        if (m_rules.max_near_duplicates && used >= *m_rules.max_near_duplicates) {
            record.verdict = Verdict::kNearDuplicate;
            ++m_counts.near_duplicates_left_out;
            return;
        }
        ++used;
        ++m_counts.near_duplicates;
    }
    record.verdict = Verdict::kKept;
    ++m_counts.images;
    m_counts.boxes += boxes;
    for (const auto& detection : record.detections) {
        if (detection.score >= m_rules.threshold) {
            ++m_counts.classes[static_cast<std::size_t>(detection.class_index)];
        }
    }
    if (m_rules.clusters) {
        if (const int cluster = m_rules.clusters->cluster_of(record.reference); cluster != ReferenceClusters::kNone) {
            ++m_counts.clusters[static_cast<std::size_t>(cluster)];
        }
    }
    m_hashes.add(record.hash);
    m_indices.push_back(record.index);
}

bool Ledger::reached() const {
    for (std::size_t c = 0; c < m_rules.bounds.size(); ++c) {
        if (lacking(m_counts.classes[c], m_rules.bounds[c]) > 0) {
            return false;
        }
    }
    for (const std::int64_t images : m_counts.clusters) {
        if (lacking(images, m_rules.cluster_bound) > 0) {
            return false;
        }
    }
    return true;
}

}  // namespace destudio::scaleup

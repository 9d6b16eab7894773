// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/statistics_store.h"

#include <algorithm>

#include "core/project/store/project_database.h"

namespace destudio {

void StatisticsStore::for_each_box(double threshold, const std::function<void(const BoxRow&)>& visit) const {
    m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(
            db,
            "SELECT d.variant_id, d.class_id, d.x2 - d.x1, d.y2 - d.y1, v.state FROM detection d "
            "JOIN variant v ON v.id = d.variant_id "
            "WHERE d.score >= ? AND v.has_own_boxes = 0 AND v.state NOT IN ('rejected', 'failed') UNION ALL "
            "SELECT a.variant_id, a.class_id, a.x2 - a.x1, a.y2 - a.y1, v.state FROM annotation a "
            "JOIN variant v ON v.id = a.variant_id "
            "WHERE a.ignored = 0 AND v.has_own_boxes = 1 AND v.state NOT IN ('rejected', 'failed')");
        select.bind(1, threshold);
        while (select.executeStep()) {
            visit({select.getColumn(0).getInt64(), select.getColumn(1).getInt64(), select.getColumn(2).getDouble(),
                   select.getColumn(3).getDouble(), parse_variant_state(select.getColumn(4).getString())});
        }
    });
}

std::vector<std::size_t> StatisticsStore::score_histogram(int bins) const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<std::size_t> counts(static_cast<std::size_t>(bins), 0);
        // The small addend keeps 0.15 out of the bin below, whatever its binary digits.
        SQLite::Statement select(
            db, "SELECT CAST(score * ? + 1e-9 AS INTEGER) AS bin, count(*) FROM detection GROUP BY bin");
        select.bind(1, bins);
        while (select.executeStep()) {
            const auto bin = std::clamp<std::int64_t>(select.getColumn(0).getInt64(), 0, bins - 1);
            counts[static_cast<std::size_t>(bin)] += static_cast<std::size_t>(select.getColumn(1).getInt64());
        }
        return counts;
    });
}

std::vector<StatisticsStore::VariantRow> StatisticsStore::variants() const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<VariantRow> rows;
        SQLite::Statement select(db,
                                 "SELECT ratio, guidance, state, count(*) FROM variant "
                                 "GROUP BY ratio, guidance, state ORDER BY ratio, guidance, state");
        while (select.executeStep()) {
            rows.push_back({select.getColumn(0).getDouble(), select.getColumn(1).getDouble(),
                            parse_variant_state(select.getColumn(2).getString()),
                            static_cast<std::size_t>(select.getColumn(3).getInt64())});
        }
        return rows;
    });
}

std::map<RowId, ClassUsage> StatisticsStore::class_usage(double threshold) const {
    return m_database.read([&](SQLite::Database& db) {
        std::map<RowId, ClassUsage> usage;
        const auto add = [&usage](SQLite::Statement& select) {
            while (select.executeStep()) {
                const auto number = [&select](int column) {
                    return static_cast<std::size_t>(select.getColumn(column).getInt64());
                };
                ClassUsage& entry = usage[select.getColumn(0).getInt64()];
                entry.boxes += number(1);
                entry.images += number(2);
                entry.accepted += number(3);
                entry.open += number(4);
            }
        };
        SQLite::Statement truth(
            db, "SELECT class_id, count(*), count(DISTINCT reference_id), 0, 0 FROM reference_box GROUP BY class_id");
        add(truth);
        SQLite::Statement detections(
            db,
            "SELECT d.class_id, count(*), count(DISTINCT d.variant_id), total(v.state IN ('accepted', 'edited')), "
            "total(v.state = 'new') FROM detection d JOIN variant v ON v.id = d.variant_id "
            "WHERE d.score >= ? AND v.has_own_boxes = 0 GROUP BY d.class_id");
        detections.bind(1, threshold);
        add(detections);
        SQLite::Statement annotations(
            db,
            "SELECT a.class_id, count(*), count(DISTINCT a.variant_id), "
            "total(a.ignored = 0 AND v.state IN ('accepted', 'edited')), total(a.ignored = 0 AND v.state = 'new') "
            "FROM annotation a JOIN variant v ON v.id = a.variant_id GROUP BY a.class_id");
        add(annotations);
        SQLite::Statement hidden(db, "SELECT class_id, count(*) FROM detection WHERE score < ? GROUP BY class_id");
        hidden.bind(1, threshold);
        while (hidden.executeStep()) {
            usage[hidden.getColumn(0).getInt64()].hidden = static_cast<std::size_t>(hidden.getColumn(1).getInt64());
        }
        return usage;
    });
}

}  // namespace destudio

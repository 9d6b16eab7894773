// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/variant_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <variant>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"

namespace destudio {

namespace {

/// SQL text with its parameters, in order.
struct Query {
    std::string sql;
    std::vector<std::variant<std::int64_t, double, std::string>> values;

    template <class Value>
    Query& add(const std::string& text, Value value) {
        sql += text;
        values.emplace_back(std::move(value));
        return *this;
    }

    void bind_to(SQLite::Statement& statement) const {
        int index = 1;
        for (const auto& value : values) {
            std::visit([&](const auto& v) { statement.bind(index++, v); }, value);
        }
    }
};

/// "%text%" for LIKE ... ESCAPE '\'.
std::string like_pattern(const std::string& text) {
    std::string pattern = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern + "%";
}

void add_range(Query& query, const std::string& expression, const std::optional<NumberRange>& range) {
    if (!range) {
        return;
    }
    if (std::isfinite(range->low)) {
        query.add(" AND " + expression + " >= ?", range->low);
    }
    if (std::isfinite(range->high)) {
        query.add(" AND " + expression + (range->open_high ? " < ?" : " <= ?"), range->high);
    }
}

void add_list(Query& query, const std::string& expression, const std::vector<std::int64_t>& ids) {
    if (ids.empty()) {
        return;
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        query.add(i == 0 ? " AND " + expression + " IN (?" : ", ?", ids[i]);
    }
    query.sql += ")";
}

std::vector<std::int64_t> class_ids(SQLite::Database& db, const std::vector<std::string>& names) {
    std::vector<std::int64_t> ids;
    for (const auto& name : names) {
        SQLite::Statement select(db, "SELECT id FROM class WHERE name = ?");
        select.bind(1, name);
        if (!select.executeStep()) {
            throw UsageError("The project has no class \"" + name + "\".");
        }
        ids.push_back(select.getColumn(0).getInt64());
    }
    return ids;
}

bool asks_about_boxes(const VariantFilter& filter) {
    return !filter.classes.empty() || filter.score || filter.side || filter.aspect;
}

/// How a table of boxes tells a box's area and aspect.
struct BoxColumns {
    const char* area;
    const char* aspect;
};
constexpr BoxColumns kDetectionColumns{"area", "aspect"};  // in the index: the table is not touched
constexpr BoxColumns kAnnotationMeasures{"(x2 - x1) * (y2 - y1)", "(x2 - x1) / (y2 - y1)"};

/// Conditions on one box.
void add_box_conditions(Query& query, const VariantFilter& filter, const std::vector<std::int64_t>& classes,
                        const BoxColumns& columns) {
    add_list(query, "class_id", classes);
    add_range(query, "score", filter.score);
    if (filter.side) {
        const NumberRange area{std::max(0.0, filter.side->low) * filter.side->low,
                               filter.side->high * filter.side->high, filter.side->open_high};
        add_range(query, columns.area, area);
    }
    add_range(query, columns.aspect, filter.aspect);
}

void add_conditions(Query& query, SQLite::Database& db, const VariantFilter& filter, double threshold) {
    query.sql += " WHERE 1";
    add_range(query, "v.ratio", filter.ratio);
    add_range(query, "v.guidance", filter.guidance);
    std::vector<std::int64_t> seeds;
    for (const std::uint64_t seed : filter.seeds) {
        seeds.push_back(stored_seed(seed));
    }
    add_list(query, "v.seed", seeds);
    bool first = true;
    for (const VariantState state : filter.states) {
        // "+": the index on states would cost the order of the one on the ladder.
        query.add(first ? " AND +v.state IN (?" : ", ?", to_string(state));
        first = false;
    }
    query.sql += first ? "" : ")";
    for (const auto& text : filter.text) {
        const std::string pattern = like_pattern(text);
        query.add(" AND (v.reference_id IN (SELECT id FROM reference WHERE path LIKE ? ESCAPE '\\'", pattern);
        query.add(" OR caption LIKE ? ESCAPE '\\')", pattern);
        query.add(" OR v.prompt LIKE ? ESCAPE '\\')", pattern);
    }
    if (asks_about_boxes(filter)) {
        const auto classes = class_ids(db, filter.classes);
        // A class is rare: collect its boxes through the index on classes. Other conditions hold for many variants:
        // look at each variant's boxes until one fits.
        const std::string test = classes.empty() ? "EXISTS (SELECT 1 FROM " : "v.id IN (SELECT variant_id FROM ";
        const std::string condition = classes.empty() ? " WHERE variant_id = v.id" : " WHERE 1";
        query.add(" AND (v.has_own_boxes = 0 AND " + test + "detection" + condition + " AND score >= ?", threshold);
        add_box_conditions(query, filter, classes, kDetectionColumns);
        query.sql += ") OR v.has_own_boxes = 1 AND " + test + "annotation" + condition;
        add_box_conditions(query, filter, classes, kAnnotationMeasures);
        query.sql += "))";
    }
    if (filter.boxes) {
        Query count;
        count.add(
            "(CASE v.has_own_boxes WHEN 1 THEN (SELECT count(*) FROM annotation WHERE variant_id = v.id) "
            "ELSE (SELECT count(*) FROM detection WHERE variant_id = v.id AND score >= ?) END)",
            threshold);
        // The expression carries a parameter, so each end repeats it.
        const auto add_end = [&](const std::string& comparison, double value) {
            query.add(" AND " + count.sql, threshold);
            query.add(comparison, value);
        };
        if (std::isfinite(filter.boxes->low)) {
            add_end(" >= ?", filter.boxes->low);
        }
        if (std::isfinite(filter.boxes->high)) {
            add_end(filter.boxes->open_high ? " < ?" : " <= ?", filter.boxes->high);
        }
    }
}

Query make_query(SQLite::Database& db, const VariantFilter& filter, VariantOrder order, double threshold) {
    Query query;
    query.sql = "SELECT v.id";
    if (order == VariantOrder::kFewestEdits || order == VariantOrder::kMaxEdits) {
        query.add(
            ", (SELECT total(CASE WHEN score >= ? THEN 1 - score ELSE score END) FROM detection "
            "WHERE variant_id = v.id AND v.has_own_boxes = 0) AS edits",
            threshold);
    }
    query.sql += " FROM variant v";
    add_conditions(query, db, filter, threshold);
    switch (order) {
        case VariantOrder::kLadder:
            query.sql += " ORDER BY v.reference_id, v.seed, v.ratio, v.id";
            break;
        case VariantOrder::kNewest:
            query.sql += " ORDER BY v.id DESC";
            break;
        case VariantOrder::kFewestEdits:
            query.sql += " ORDER BY edits, v.id";
            break;
        case VariantOrder::kMaxEdits:
            query.sql += " ORDER BY edits DESC, v.id";
            break;
    }
    return query;
}

std::string id_list(const std::vector<RowId>& ids) {
    std::string list = "(";
    for (std::size_t i = 0; i < ids.size(); ++i) {
        list += (i == 0 ? "" : ",") + std::to_string(ids[i]);
    }
    return list + ")";
}

using ById = std::unordered_map<RowId, VariantSummary>;

void read_rows(SQLite::Database& db, const ProjectDatabase& database, const std::string& list, ById& found,
               std::map<RowId, bool>& own) {
    SQLite::Statement select(db,
                             "SELECT v.id, v.reference_id, r.path, v.image, v.state, v.ratio, v.seed, v.has_own_boxes, "
                             "json_extract(v.recipe, '$.size[0]'), json_extract(v.recipe, '$.size[1]') "
                             "FROM variant v JOIN reference r ON r.id = v.reference_id WHERE v.id IN " +
                                 list);
    while (select.executeStep()) {
        VariantSummary summary;
        summary.id = select.getColumn(0).getInt64();
        summary.reference_id = select.getColumn(1).getInt64();
        summary.reference = database.absolute_path(select.getColumn(2).getString());
        if (const std::string image = select.getColumn(3).getString(); !image.empty()) {
            summary.image = database.files_folder() / image;
        }
        summary.state = parse_variant_state(select.getColumn(4).getString());
        summary.ratio = select.getColumn(5).getDouble();
        summary.seed = static_cast<std::uint64_t>(select.getColumn(6).getInt64());
        own[summary.id] = select.getColumn(7).getInt() != 0;
        summary.size = {select.getColumn(8).getInt(), select.getColumn(9).getInt()};
        found.emplace(summary.id, std::move(summary));
    }
}

void read_boxes(SQLite::Database& db, const std::string& list, double threshold, ById& found,
                const std::map<RowId, bool>& own) {
    SQLite::Statement detections(db,
                                 "SELECT id, variant_id, class_id, x1, y1, x2, y2, score FROM detection "
                                 "WHERE variant_id IN " +
                                     list + " ORDER BY variant_id, score DESC, id");
    while (detections.executeStep()) {
        const RowId variant = detections.getColumn(1).getInt64();
        const double score = detections.getColumn(7).getDouble();
        if (own.at(variant)) {
            continue;
        }
        VariantSummary& summary = found.at(variant);
        summary.expected_edits += expected_edits({score}, threshold);
        if (score >= threshold) {
            StoredAnnotation box;
            box.variant_id = variant;
            box.detection_id = detections.getColumn(0).getInt64();
            box.class_id = detections.getColumn(2).getInt64();
            box.box = read_box(detections, 3);
            box.score = score;
            summary.boxes.push_back(box);
        }
    }
    SQLite::Statement annotations(db, std::string("SELECT ") + kAnnotationColumns +
                                          " FROM annotation WHERE variant_id IN " + list + " ORDER BY score DESC, id");
    while (annotations.executeStep()) {
        const StoredAnnotation box = read_annotation(annotations);
        found.at(box.variant_id).boxes.push_back(box);
    }
}

}  // namespace

double expected_edits(const std::vector<double>& scores, double threshold) {
    double sum = 0;
    for (const double score : scores) {
        sum += score >= threshold ? 1 - score : score;
    }
    return sum;
}

std::vector<RowId> VariantSearch::find(const VariantFilter& filter, VariantOrder order, double threshold) const {
    return m_database.read([&](SQLite::Database& db) {
        const Query query = make_query(db, filter, order, threshold);
        SQLite::Statement select(db, query.sql);
        query.bind_to(select);
        std::vector<RowId> ids;
        while (select.executeStep()) {
            ids.push_back(select.getColumn(0).getInt64());
        }
        return ids;
    });
}

std::vector<VariantSummary> VariantSearch::summaries(const std::vector<RowId>& ids, double threshold) const {
    return m_database.read([&](SQLite::Database& db) {
        ById found;
        std::map<RowId, bool> own;
        const std::string list = id_list(ids);
        read_rows(db, m_database, list, found, own);
        read_boxes(db, list, threshold, found, own);
        std::vector<VariantSummary> result;
        for (const RowId id : ids) {
            if (const auto entry = found.find(id); entry != found.end()) {
                result.push_back(entry->second);
            }
        }
        return result;
    });
}

}  // namespace destudio

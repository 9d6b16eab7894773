// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/feature_store.h"

#include <algorithm>
#include <cstring>
#include <map>

#include "core/project/store/project_database.h"

namespace destudio {

namespace {

/// The names of what differs between the two tables.
struct FeatureTable {
    const char* name;
    const char* id;
    const char* owner;
};
constexpr FeatureTable kVariantFeatures{"variant_feature", "variant_id", "variant"};
constexpr FeatureTable kReferenceFeatures{"reference_feature", "reference_id", "reference"};

/// A file may come from anywhere: a vector of another length is none.
std::vector<std::int16_t> read_vector(const SQLite::Column& column) {
    std::vector<std::int16_t> values(kFeatureLength);
    const std::size_t bytes = values.size() * sizeof(std::int16_t);
    if (static_cast<std::size_t>(column.getBytes()) != bytes) {
        return {};
    }
    std::memcpy(values.data(), column.getBlob(), bytes);
    return values;
}

std::vector<StoredFeature> read_features(SQLite::Database& db, const FeatureTable& table, const std::string& kind) {
    std::vector<StoredFeature> features;
    const std::string id = table.id;
    SQLite::Statement select(db, "SELECT " + id + ", vector, hash, x, y FROM " + table.name +
                                     " WHERE kind_id = (SELECT id FROM feature_kind WHERE name = ?) ORDER BY " + id);
    select.bind(1, kind);
    while (select.executeStep()) {
        StoredFeature feature;
        feature.id = select.getColumn(0).getInt64();
        feature.vector = {kind, read_vector(select.getColumn(1)),
                          static_cast<std::uint64_t>(select.getColumn(2).getInt64())};
        if (!select.getColumn(3).isNull() && !select.getColumn(4).isNull()) {
            feature.place = {static_cast<float>(select.getColumn(3).getDouble()),
                             static_cast<float>(select.getColumn(4).getDouble())};
        }
        if (!feature.vector.values.empty()) {
            features.push_back(std::move(feature));
        }
    }
    return features;
}

RowId kind_id(SQLite::Database& db, const std::string& kind) {
    SQLite::Statement insert(db, "INSERT OR IGNORE INTO feature_kind(name) VALUES(?)");
    insert.bind(1, kind);
    insert.exec();
    SQLite::Statement select(db, "SELECT id FROM feature_kind WHERE name = ?");
    select.bind(1, kind);
    select.executeStep();
    return select.getColumn(0).getInt64();
}

bool nothing_in(const std::vector<StoredFeature>& features) {
    return std::all_of(features.begin(), features.end(),
                       [](const StoredFeature& feature) { return feature.vector.values.size() != kFeatureLength; });
}

void write_features(SQLite::Database& db, const FeatureTable& table, const std::vector<StoredFeature>& features) {
    std::map<std::string, RowId> kinds;
    SQLite::Statement insert(db, std::string("INSERT OR REPLACE INTO ") + table.name + "(" + table.id +
                                     ", kind_id, vector, hash, x, y) SELECT id, ?, ?, ?, ?, ? FROM " + table.owner +
                                     " WHERE id = ?");
    for (const StoredFeature& feature : features) {
        if (feature.vector.values.size() != kFeatureLength) {
            continue;
        }
        const auto [known, is_new] = kinds.try_emplace(feature.vector.kind, 0);
        if (is_new) {
            known->second = kind_id(db, feature.vector.kind);
        }
        insert.bind(1, known->second);
        insert.bind(2, feature.vector.values.data(), static_cast<int>(kFeatureLength * sizeof(std::int16_t)));
        insert.bind(3, static_cast<std::int64_t>(feature.vector.hash));
        if (feature.place) {
            insert.bind(4, feature.place->x);
            insert.bind(5, feature.place->y);
        } else {
            insert.bind(4);
            insert.bind(5);
        }
        insert.bind(6, feature.id);
        insert.exec();
        insert.reset();
    }
}

}  // namespace

std::vector<FeatureStore::Kind> FeatureStore::kinds() const {
    return m_database.read([](SQLite::Database& db) {
        std::vector<Kind> kinds;
        SQLite::Statement select(
            db,
            "SELECT name, (SELECT count(*) FROM variant_feature WHERE kind_id = k.id) AS variants, "
            "(SELECT count(*) FROM reference_feature WHERE kind_id = k.id) AS refs FROM feature_kind k "
            "WHERE variants + refs > 0 ORDER BY variants DESC, name");
        while (select.executeStep()) {
            kinds.push_back({select.getColumn(0).getString(), static_cast<std::size_t>(select.getColumn(1).getInt64()),
                             static_cast<std::size_t>(select.getColumn(2).getInt64())});
        }
        return kinds;
    });
}

std::vector<std::string> FeatureStore::kinds_of_reference(RowId reference_id) const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<std::string> kinds;
        SQLite::Statement select(db,
                                 "SELECT name FROM feature_kind WHERE id IN "
                                 "(SELECT kind_id FROM reference_feature WHERE reference_id = ?) ORDER BY name");
        select.bind(1, reference_id);
        while (select.executeStep()) {
            kinds.push_back(select.getColumn(0).getString());
        }
        return kinds;
    });
}

std::vector<StoredFeature> FeatureStore::variants(const std::string& kind) const {
    return m_database.read([&](SQLite::Database& db) { return read_features(db, kVariantFeatures, kind); });
}

std::vector<StoredFeature> FeatureStore::references(const std::string& kind) const {
    return m_database.read([&](SQLite::Database& db) { return read_features(db, kReferenceFeatures, kind); });
}

void FeatureStore::put_variants(const std::vector<StoredFeature>& features) {
    if (nothing_in(features)) {
        return;
    }
    m_database.write([&](SQLite::Database& db) { write_features(db, kVariantFeatures, features); });
}

void FeatureStore::put_references(const std::vector<StoredFeature>& features) {
    if (nothing_in(features)) {
        return;
    }
    m_database.write([&](SQLite::Database& db) { write_features(db, kReferenceFeatures, features); });
}

std::vector<FeatureStore::Picture> FeatureStore::pictures() const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<Picture> pictures;
        SQLite::Statement select(db,
                                 "SELECT id, reference_id, state, image FROM variant WHERE image <> '' ORDER BY id");
        const std::filesystem::path folder = m_database.files_folder();
        while (select.executeStep()) {
            pictures.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getInt64(),
                                parse_variant_state(select.getColumn(2).getString()),
                                folder / select.getColumn(3).getString()});
        }
        return pictures;
    });
}

}  // namespace destudio

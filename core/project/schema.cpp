// SPDX-License-Identifier: Apache-2.0
#include "core/project/schema.h"

#include <array>
#include <string>

namespace destudio {

namespace {

// One script per version, never changed once released. AUTOINCREMENT: an id is never used twice, so that undo and
// references from outside cannot hit another row.
constexpr std::array kMigrations{R"sql(
CREATE TABLE info(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE class(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,
    name TEXT NOT NULL UNIQUE,
    colour INTEGER NOT NULL);
CREATE TABLE reference(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path TEXT NOT NULL,
    hash TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    caption TEXT NOT NULL);
CREATE TABLE reference_box(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference_id INTEGER NOT NULL REFERENCES reference(id) ON DELETE CASCADE,
    class_id INTEGER NOT NULL REFERENCES class(id),
    x1 REAL NOT NULL, y1 REAL NOT NULL, x2 REAL NOT NULL, y2 REAL NOT NULL);
CREATE INDEX reference_box_reference ON reference_box(reference_id);
CREATE TABLE variant(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reference_id INTEGER NOT NULL REFERENCES reference(id) ON DELETE CASCADE,
    recipe TEXT NOT NULL,
    state TEXT NOT NULL,
    image TEXT NOT NULL,
    error TEXT NOT NULL,
    has_own_boxes INTEGER NOT NULL);
CREATE INDEX variant_reference ON variant(reference_id);
CREATE TABLE detection(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    variant_id INTEGER NOT NULL REFERENCES variant(id) ON DELETE CASCADE,
    class_id INTEGER NOT NULL REFERENCES class(id),
    x1 REAL NOT NULL, y1 REAL NOT NULL, x2 REAL NOT NULL, y2 REAL NOT NULL,
    score REAL NOT NULL);
CREATE INDEX detection_variant ON detection(variant_id);
CREATE TABLE annotation(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    variant_id INTEGER NOT NULL REFERENCES variant(id) ON DELETE CASCADE,
    class_id INTEGER NOT NULL REFERENCES class(id),
    x1 REAL NOT NULL, y1 REAL NOT NULL, x2 REAL NOT NULL, y2 REAL NOT NULL,
    score REAL NOT NULL,
    origin TEXT NOT NULL,
    detection_id INTEGER NOT NULL,
    ignored INTEGER NOT NULL);
CREATE INDEX annotation_variant ON annotation(variant_id);
CREATE TABLE setting(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
)sql"};

}  // namespace

int schema_version() {
    return static_cast<int>(kMigrations.size());
}

void migrate(SQLite::Database& database, int version) {
    if (version >= schema_version()) {
        return;
    }
    SQLite::Transaction transaction(database);
    for (int next = version; next < schema_version(); ++next) {
        database.exec(kMigrations[static_cast<std::size_t>(next)]);
    }
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(schema_version()));
    transaction.commit();
}

}  // namespace destudio

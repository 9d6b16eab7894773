// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/schema.h"

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
)sql",
                                 // Columns that variants are searched by (the recipe stays the truth), indexes that
                                 // answer without touching the tables, and the class colors of class_palette().
                                 R"sql(
ALTER TABLE variant ADD COLUMN seed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE variant ADD COLUMN ratio REAL NOT NULL DEFAULT 0;
ALTER TABLE variant ADD COLUMN guidance REAL NOT NULL DEFAULT 0;
ALTER TABLE variant ADD COLUMN prompt TEXT NOT NULL DEFAULT '';
UPDATE variant SET
    seed = CAST(json_extract(recipe, '$.seed') AS INTEGER),
    ratio = json_extract(recipe, '$.encode_ratio'),
    guidance = json_extract(recipe, '$.guidance_scale'),
    prompt = json_extract(recipe, '$.prompt');
DROP INDEX variant_reference;
CREATE INDEX variant_ladder ON variant(reference_id, seed, ratio, id, state, has_own_boxes, guidance, prompt);
CREATE INDEX variant_state ON variant(state, has_own_boxes);
DROP INDEX detection_variant;
CREATE INDEX detection_variant ON detection(variant_id, score);
CREATE INDEX detection_class ON detection(class_id, score, variant_id);
CREATE INDEX annotation_class ON annotation(class_id, score, variant_id);
UPDATE class SET colour = CASE position % 21
    WHEN 0 THEN 0x56b4e9 WHEN 1 THEN 0xe69f00 WHEN 2 THEN 0x009e73 WHEN 3 THEN 0xf0e442 WHEN 4 THEN 0xcc79a7
    WHEN 5 THEN 0xd55e00 WHEN 6 THEN 0x2f7fd0 WHEN 7 THEN 0x8800ff WHEN 8 THEN 0xbbee99 WHEN 9 THEN 0x774422
    WHEN 10 THEN 0x990077 WHEN 11 THEN 0x00ffdd WHEN 12 THEN 0x4433bb WHEN 13 THEN 0xff0055 WHEN 14 THEN 0x8866ff
    WHEN 15 THEN 0x990044 WHEN 16 THEN 0x88ee66 WHEN 17 THEN 0xeebbaa WHEN 18 THEN 0xcc00aa WHEN 19 THEN 0x99ccdd
    ELSE 0xcc77ff END;
)sql",
                                 // Lower bounds of single classes, names that people gave up for others, and a box's
                                 // area and aspect in the index that finds and orders variants by their detections.
                                 R"sql(
ALTER TABLE class ADD COLUMN lower_bound INTEGER;
CREATE TABLE class_alias(
    name TEXT PRIMARY KEY NOT NULL,
    class_id INTEGER NOT NULL REFERENCES class(id) ON DELETE CASCADE) WITHOUT ROWID;
ALTER TABLE detection ADD COLUMN area REAL NOT NULL DEFAULT 0;
ALTER TABLE detection ADD COLUMN aspect REAL NOT NULL DEFAULT 0;
UPDATE detection SET area = (x2 - x1) * (y2 - y1), aspect = coalesce((x2 - x1) / nullif(y2 - y1, 0), 0);
DROP INDEX detection_variant;
CREATE INDEX detection_variant ON detection(variant_id, score, area, aspect);
)sql",
                                 // Ignored regions in ground truth, and boxes that verified carry could not confirm.
                                 R"sql(
ALTER TABLE reference_box ADD COLUMN ignored INTEGER NOT NULL DEFAULT 0;
CREATE TABLE ghost(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    variant_id INTEGER NOT NULL REFERENCES variant(id) ON DELETE CASCADE,
    class_id INTEGER NOT NULL REFERENCES class(id),
    x1 REAL NOT NULL, y1 REAL NOT NULL, x2 REAL NOT NULL, y2 REAL NOT NULL);
CREATE INDEX ghost_variant ON ghost(variant_id);
)sql",
                                 // Ladders that wait or run, so that they survive the window.
                                 R"sql(
CREATE TABLE job(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    position INTEGER NOT NULL,
    reference_id INTEGER NOT NULL REFERENCES reference(id) ON DELETE CASCADE,
    settings TEXT NOT NULL,
    rungs TEXT NOT NULL);
CREATE INDEX job_reference ON job(reference_id);
)sql",
                                 // Versions: what rows were before they changed for the first time after one, and the
                                 // datasets that were written of each (version_log.h).
                                 R"sql(
CREATE TABLE version(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    automatic INTEGER NOT NULL,
    created INTEGER NOT NULL,
    threshold REAL NOT NULL);
CREATE TABLE version_row(
    kind TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL REFERENCES version(id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    PRIMARY KEY(kind, row_id, version_id)) WITHOUT ROWID;
CREATE INDEX version_row_version ON version_row(version_id);
CREATE TABLE version_export(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL REFERENCES version(id) ON DELETE CASCADE,
    folder TEXT NOT NULL,
    format TEXT NOT NULL,
    created INTEGER NOT NULL,
    images INTEGER NOT NULL,
    boxes INTEGER NOT NULL);
CREATE INDEX version_export_version ON version_export(version_id);
)sql",
                                 // What pictures look like (core/base/feature_vector.h), for each way of looking, and
                                 // their places on its map.
                                 R"sql(
CREATE TABLE feature_kind(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE);
CREATE TABLE variant_feature(
    variant_id INTEGER NOT NULL REFERENCES variant(id) ON DELETE CASCADE,
    kind_id INTEGER NOT NULL REFERENCES feature_kind(id),
    vector BLOB NOT NULL,
    hash INTEGER NOT NULL,
    x REAL,
    y REAL,
    PRIMARY KEY(kind_id, variant_id)) WITHOUT ROWID;
CREATE INDEX variant_feature_variant ON variant_feature(variant_id);
CREATE TABLE reference_feature(
    reference_id INTEGER NOT NULL REFERENCES reference(id) ON DELETE CASCADE,
    kind_id INTEGER NOT NULL REFERENCES feature_kind(id),
    vector BLOB NOT NULL,
    hash INTEGER NOT NULL,
    x REAL,
    y REAL,
    PRIMARY KEY(kind_id, reference_id)) WITHOUT ROWID;
CREATE INDEX reference_feature_reference ON reference_feature(reference_id);
)sql",
                                 // Who changed which box when (history_store.h). Rows outlive their pictures.
                                 R"sql(
CREATE TABLE box_event(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    of_variant INTEGER NOT NULL,
    picture_id INTEGER NOT NULL,
    box INTEGER NOT NULL,
    act TEXT NOT NULL,
    who TEXT NOT NULL,
    at INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL);
CREATE INDEX box_event_picture ON box_event(picture_id, of_variant);
)sql"};

}  // namespace

int schema_version() {
    return static_cast<int>(kMigrations.size());
}

void migrate(SQLite::Database& database, int version, int wanted) {
    if (version >= wanted) {
        return;
    }
    SQLite::Transaction transaction(database);
    for (int next = version; next < wanted; ++next) {
        database.exec(kMigrations[static_cast<std::size_t>(next)]);
    }
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(wanted));
    transaction.commit();
}

}  // namespace destudio

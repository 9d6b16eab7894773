// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/rows.h"

#include <string>

#include "core/base/error.h"

namespace destudio {

// SQLiteCpp's getColumn is not const although it only reads.
namespace {

SQLite::Statement& readable(const SQLite::Statement& row) {
    return const_cast<SQLite::Statement&>(row);
}

}  // namespace

Box read_box(const SQLite::Statement& row, int first) {
    auto& r = readable(row);
    return {r.getColumn(first).getDouble(), r.getColumn(first + 1).getDouble(), r.getColumn(first + 2).getDouble(),
            r.getColumn(first + 3).getDouble()};
}

void bind_box(SQLite::Statement& statement, int first, const Box& box) {
    statement.bind(first, box.x1);
    statement.bind(first + 1, box.y1);
    statement.bind(first + 2, box.x2);
    statement.bind(first + 3, box.y2);
}

void bind_id(SQLite::Statement& statement, int index, RowId id) {
    if (id == 0) {
        statement.bind(index);
    } else {
        statement.bind(index, id);
    }
}

RowId inserted(const SQLite::Database& database, RowId wanted) {
    return wanted != 0 ? wanted : database.getLastInsertRowid();
}

void exec_one(SQLite::Statement& statement, const char* what, RowId id) {
    if (statement.exec() == 0) {
        throw UsageError("The project has no " + std::string(what) + " " + std::to_string(id) + ".");
    }
}

StoredAnnotation read_annotation(const SQLite::Statement& row) {
    auto& r = readable(row);
    StoredAnnotation annotation;
    annotation.id = r.getColumn(0).getInt64();
    annotation.variant_id = r.getColumn(1).getInt64();
    annotation.class_id = r.getColumn(2).getInt64();
    annotation.box = read_box(row, 3);
    annotation.score = r.getColumn(7).getDouble();
    annotation.origin = parse_annotation_origin(r.getColumn(8).getString());
    annotation.detection_id = r.getColumn(9).getInt64();
    annotation.ignore = r.getColumn(10).getInt() != 0;
    return annotation;
}

RowId insert_annotation(SQLite::Database& database, const StoredAnnotation& annotation) {
    SQLite::Statement insert(database, "INSERT INTO annotation VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_id(insert, 1, annotation.id);
    insert.bind(2, annotation.variant_id);
    insert.bind(3, annotation.class_id);
    bind_box(insert, 4, annotation.box);
    insert.bind(8, annotation.score);
    insert.bind(9, to_string(annotation.origin));
    insert.bind(10, annotation.detection_id);
    insert.bind(11, annotation.ignore ? 1 : 0);
    insert.exec();
    return inserted(database, annotation.id);
}

RowId insert_ghost(SQLite::Database& database, const GhostBox& ghost) {
    SQLite::Statement insert(database, "INSERT INTO ghost VALUES(?, ?, ?, ?, ?, ?, ?)");
    bind_id(insert, 1, ghost.id);
    insert.bind(2, ghost.variant_id);
    insert.bind(3, ghost.class_id);
    bind_box(insert, 4, ghost.box);
    insert.exec();
    return inserted(database, ghost.id);
}

RowId insert_detection(SQLite::Database& database, const StoredDetection& detection) {
    SQLite::Statement insert(database,
                             "INSERT INTO detection(id, variant_id, class_id, x1, y1, x2, y2, score, area, aspect) "
                             "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_id(insert, 1, detection.id);
    insert.bind(2, detection.variant_id);
    insert.bind(3, detection.class_id);
    bind_box(insert, 4, detection.box);
    insert.bind(8, detection.score);
    const double height = detection.box.height();
    insert.bind(9, detection.box.width() * height);
    insert.bind(10, height != 0 ? detection.box.width() / height : 0);
    insert.exec();
    return inserted(database, detection.id);
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/geometry.h"
#include "core/project/store/types.h"

namespace destudio {

/// Four columns from `first` on.
Box read_box(const SQLite::Statement& row, int first);
/// Four parameters from `first` on.
void bind_box(SQLite::Statement& statement, int first, const Box& box);

/// An id for insertion: NULL lets SQLite give a new one.
void bind_id(SQLite::Statement& statement, int index, RowId id);
/// The id an insertion gave or kept.
RowId inserted(const SQLite::Database& database, RowId wanted);

/// A seed as SQLite's signed integer: the same 64 bits.
inline std::int64_t stored_seed(std::uint64_t seed) {
    return static_cast<std::int64_t>(seed);
}

/// Runs an UPDATE or DELETE and throws UsageError, naming `what` and the id, when no row was hit.
void exec_one(SQLite::Statement& statement, const char* what, RowId id);

/// Columns: id, variant_id, class_id, x1, y1, x2, y2, score, origin, detection_id, ignored
inline constexpr const char* kAnnotationColumns =
    "id, variant_id, class_id, x1, y1, x2, y2, score, origin, detection_id, ignored";
StoredAnnotation read_annotation(const SQLite::Statement& row);
RowId insert_annotation(SQLite::Database& database, const StoredAnnotation& annotation);

RowId insert_ghost(SQLite::Database& database, const GhostBox& ghost);

/// Columns: id, variant_id, class_id, x1, y1, x2, y2, score
RowId insert_detection(SQLite::Database& database, const StoredDetection& detection);

}  // namespace destudio

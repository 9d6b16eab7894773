// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>
#include <string>

#include "core/project/store/types.h"

namespace destudio {

/// What versions keep apart from each other. A version costs nothing when it is made: before a row changes for the
/// first time after the newest version, what it was is written down beside that version. What a row was at a version is
/// the first such note of that version or a later one, or the row itself where there is none.
///
/// Every mutator of the stores calls the fitting function inside its transaction, before it changes anything. Nothing
/// is written in a project without versions. Notes are JSON; an empty one means that the row was not there.
class VersionLog {
public:
    explicit VersionLog(SQLite::Database& database);

    /// State and own boxes.
    void variant(RowId id);
    /// The same, and all that removal takes away: recipe, picture, detections, unconfirmed boxes.
    void removed_variant(RowId id);
    void added_variant(RowId id);
    /// Path, size, caption and boxes.
    void reference(RowId id);
    void added_reference(RowId id);
    /// The ordered list with its former names.
    void classes();
    /// Its class.
    void detection(RowId id);
    /// Everything that has a box of this class: variants, references and detections.
    void boxes_of_class(RowId class_id);

private:
    SQLite::Statement note_statement(const std::string& select);
    void note(const std::string& select, RowId id);
    void note_added(const char* kind, RowId id);

    SQLite::Database& m_database;
    RowId m_newest = 0;                               ///< 0: there are no versions
    std::optional<SQLite::Statement> m_variant_note;  ///< kept, because many variants change at once
};

/// Kinds of rows, as notes name them.
inline constexpr const char* kVariantNote = "variant";
inline constexpr const char* kVariantBodyNote = "body";  ///< what only a removed variant needs
inline constexpr const char* kReferenceNote = "reference";
inline constexpr const char* kClassesNote = "classes";      ///< one, with row id 0
inline constexpr const char* kDetectionNote = "detection";  ///< the class of a detection

/// SELECT of the note that a row of this kind would get now: kind, row id, content, for rows where `where` holds.
std::string note_query(const std::string& kind, const std::string& where);

}  // namespace destudio

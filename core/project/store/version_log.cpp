// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/version_log.h"

namespace destudio {

namespace {

constexpr const char* kBoxesOfVariant =
    "(SELECT json_group_array(json_array(id, class_id, x1, y1, x2, y2, score, origin, detection_id, ignored)) FROM "
    "(SELECT * FROM annotation WHERE variant_id = v.id ORDER BY id))";

std::string variant_query(const std::string& where) {
    return "SELECT 'variant', v.id, json_object('state', v.state, 'own', v.has_own_boxes, 'boxes', json(" +
           std::string(kBoxesOfVariant) + ")) FROM variant v WHERE " + where;
}

std::string body_query(const std::string& where) {
    return "SELECT 'body', v.id, json_object('reference', v.reference_id, 'recipe', v.recipe, 'image', v.image, "
           "'error', v.error, 'detections', json((SELECT json_group_array(json_array(id, class_id, x1, y1, x2, y2, "
           "score)) FROM detection WHERE variant_id = v.id)), 'ghosts', json((SELECT "
           "json_group_array(json_array(id, class_id, x1, y1, x2, y2)) FROM ghost WHERE variant_id = v.id))) "
           "FROM variant v WHERE " +
           where;
}

std::string reference_query(const std::string& where) {
    return "SELECT 'reference', v.id, json_object('path', v.path, 'hash', v.hash, 'width', v.width, 'height', "
           "v.height, 'caption', v.caption, 'boxes', json((SELECT json_group_array(json_array(id, class_id, x1, y1, "
           "x2, y2, ignored)) FROM (SELECT * FROM reference_box WHERE reference_id = v.id ORDER BY id)))) "
           "FROM reference v WHERE " +
           where;
}

constexpr const char* kClassesQuery =
    "SELECT 'classes', 0, json_object('classes', json((SELECT json_group_array(json_array(id, name, colour, "
    "lower_bound)) FROM (SELECT * FROM class ORDER BY position, id))), 'aliases', json((SELECT "
    "json_group_array(json_array(name, class_id)) FROM class_alias)))";

}  // namespace

std::string note_query(const std::string& kind, const std::string& where) {
    if (kind == kVariantNote) {
        return variant_query(where);
    }
    if (kind == kVariantBodyNote) {
        return body_query(where);
    }
    if (kind == kReferenceNote) {
        return reference_query(where);
    }
    if (kind == kDetectionNote) {
        return "SELECT 'detection', v.id, CAST(v.class_id AS TEXT) FROM detection v WHERE " + where;
    }
    return kClassesQuery;
}

VersionLog::VersionLog(SQLite::Database& database) : m_database(database) {
    m_newest = database.execAndGet("SELECT coalesce(max(id), 0) FROM version").getInt64();
}

SQLite::Statement VersionLog::note_statement(const std::string& select) {
    // Notes that are there already are older, and so what was at the version.
    return {m_database, "INSERT OR IGNORE INTO version_row(version_id, kind, row_id, content) SELECT " +
                            std::to_string(m_newest) + ", note.* FROM (" + select + ") AS note"};
}

void VersionLog::note(const std::string& select, RowId id) {
    if (m_newest == 0) {
        return;
    }
    SQLite::Statement insert = note_statement(select);
    if (insert.getBindParameterCount() > 0) {
        insert.bind(1, id);
    }
    insert.exec();
}

void VersionLog::note_added(const char* kind, RowId id) {
    if (m_newest == 0) {
        return;
    }
    SQLite::Statement insert(
        m_database, "INSERT OR IGNORE INTO version_row(version_id, kind, row_id, content) VALUES(?, ?, ?, '')");
    insert.bind(1, m_newest);
    insert.bind(2, kind);
    insert.bind(3, id);
    insert.exec();
}

void VersionLog::variant(RowId id) {
    if (m_newest == 0) {
        return;
    }
    if (!m_variant_note) {
        m_variant_note.emplace(note_statement(variant_query("v.id = ?")));
    }
    m_variant_note->bind(1, id);
    m_variant_note->exec();
    m_variant_note->reset();
}

void VersionLog::removed_variant(RowId id) {
    variant(id);
    note(body_query("v.id = ?"), id);
}

void VersionLog::added_variant(RowId id) {
    note_added(kVariantNote, id);
}

void VersionLog::reference(RowId id) {
    note(reference_query("v.id = ?"), id);
}

void VersionLog::added_reference(RowId id) {
    note_added(kReferenceNote, id);
}

void VersionLog::classes() {
    note(kClassesQuery, 0);
}

void VersionLog::detection(RowId id) {
    note(note_query(kDetectionNote, "v.id = ?"), id);
}

void VersionLog::boxes_of_class(RowId class_id) {
    note(variant_query("v.id IN (SELECT variant_id FROM annotation WHERE class_id = ?)"), class_id);
    note(reference_query("v.id IN (SELECT reference_id FROM reference_box WHERE class_id = ?)"), class_id);
    note(note_query(kDetectionNote, "v.class_id = ?"), class_id);
}

}  // namespace destudio

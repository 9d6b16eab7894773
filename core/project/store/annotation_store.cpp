// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/annotation_store.h"

#include "core/base/error.h"
#include "core/project/store/changes.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"
#include "core/project/store/version_log.h"

namespace destudio {

namespace {

bool has_own_boxes(SQLite::Database& db, RowId variant_id) {
    SQLite::Statement select(db, "SELECT has_own_boxes FROM variant WHERE id = ?");
    select.bind(1, variant_id);
    if (!select.executeStep()) {
        throw UsageError("The project has no variant " + std::to_string(variant_id) + ".");
    }
    return select.getColumn(0).getInt() != 0;
}

void set_own_boxes(SQLite::Database& db, RowId variant_id, bool own) {
    SQLite::Statement update(db, "UPDATE variant SET has_own_boxes = ? WHERE id = ?");
    update.bind(1, own ? 1 : 0);
    update.bind(2, variant_id);
    exec_one(update, "variant", variant_id);
}

void delete_rows(SQLite::Database& db, RowId variant_id) {
    SQLite::Statement remove(db, "DELETE FROM annotation WHERE variant_id = ?");
    remove.bind(1, variant_id);
    remove.exec();
}

std::vector<StoredAnnotation> stored(SQLite::Database& db, RowId variant_id) {
    std::vector<StoredAnnotation> annotations;
    SQLite::Statement select(db, std::string("SELECT ") + kAnnotationColumns +
                                     " FROM annotation WHERE variant_id = ? ORDER BY score DESC, id");
    select.bind(1, variant_id);
    while (select.executeStep()) {
        annotations.push_back(read_annotation(select));
    }
    return annotations;
}

std::vector<StoredAnnotation> derived(SQLite::Database& db, RowId variant_id, double threshold) {
    std::vector<StoredAnnotation> annotations;
    SQLite::Statement select(db,
                             "SELECT id, class_id, x1, y1, x2, y2, score FROM detection "
                             "WHERE variant_id = ? AND score >= ? ORDER BY score DESC, id");
    select.bind(1, variant_id);
    select.bind(2, threshold);
    while (select.executeStep()) {
        StoredAnnotation annotation;
        annotation.variant_id = variant_id;
        annotation.detection_id = select.getColumn(0).getInt64();
        annotation.class_id = select.getColumn(1).getInt64();
        annotation.box = read_box(select, 2);
        annotation.score = select.getColumn(6).getDouble();
        annotations.push_back(annotation);
    }
    return annotations;
}

ProjectChange changed(RowId variant_id) {
    return {ProjectChange::What::kAnnotations, ProjectChange::How::kUpdated, variant_id, 0};
}

}  // namespace

std::vector<StoredAnnotation> AnnotationStore::of_variant(RowId variant_id, double threshold) const {
    return m_database.read([&](SQLite::Database& db) {
        return has_own_boxes(db, variant_id) ? stored(db, variant_id) : derived(db, variant_id, threshold);
    });
}

std::vector<StoredAnnotation> AnnotationStore::materialise(RowId variant_id, double threshold) {
    bool already = false;
    auto rows = m_database.write([&](SQLite::Database& db) {
        already = has_own_boxes(db, variant_id);
        if (!already) {
            VersionLog(db).variant(variant_id);
            for (const auto& annotation : derived(db, variant_id, threshold)) {
                insert_annotation(db, annotation);
            }
            set_own_boxes(db, variant_id, true);
        }
        return stored(db, variant_id);
    });
    if (!already) {
        m_changes.notify(changed(variant_id));
    }
    return rows;
}

void AnnotationStore::set_derived(RowId variant_id) {
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).variant(variant_id);
        delete_rows(db, variant_id);
        set_own_boxes(db, variant_id, false);
    });
    m_changes.notify(changed(variant_id));
}

std::vector<StoredAnnotation> AnnotationStore::replace(RowId variant_id, std::vector<StoredAnnotation> annotations) {
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).variant(variant_id);
        set_own_boxes(db, variant_id, true);
        delete_rows(db, variant_id);
        for (auto& annotation : annotations) {
            annotation.variant_id = variant_id;
            annotation.id = insert_annotation(db, annotation);
        }
    });
    m_changes.notify(changed(variant_id));
    return annotations;
}

RowId AnnotationStore::add(const StoredAnnotation& annotation) {
    const RowId id = m_database.write([&](SQLite::Database& db) {
        if (!has_own_boxes(db, annotation.variant_id)) {
            throw UsageError("The boxes of this variant still follow the threshold; materialise them first.");
        }
        VersionLog(db).variant(annotation.variant_id);
        return insert_annotation(db, annotation);
    });
    m_changes.notify(changed(annotation.variant_id));
    return id;
}

void AnnotationStore::update(const StoredAnnotation& annotation) {
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).variant(annotation.variant_id);
        SQLite::Statement update(db,
                                 "UPDATE annotation SET class_id = ?, x1 = ?, y1 = ?, x2 = ?, y2 = ?, score = ?, "
                                 "origin = ?, detection_id = ?, ignored = ? WHERE id = ? AND variant_id = ?");
        update.bind(1, annotation.class_id);
        bind_box(update, 2, annotation.box);
        update.bind(6, annotation.score);
        update.bind(7, to_string(annotation.origin));
        update.bind(8, annotation.detection_id);
        update.bind(9, annotation.ignore ? 1 : 0);
        update.bind(10, annotation.id);
        update.bind(11, annotation.variant_id);
        exec_one(update, "annotation", annotation.id);
    });
    m_changes.notify(changed(annotation.variant_id));
}

void AnnotationStore::remove(RowId id) {
    const StoredAnnotation annotation = get(id);
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).variant(annotation.variant_id);
        SQLite::Statement remove(db, "DELETE FROM annotation WHERE id = ?");
        remove.bind(1, id);
        exec_one(remove, "annotation", id);
    });
    m_changes.notify(changed(annotation.variant_id));
}

StoredAnnotation AnnotationStore::get(RowId id) const {
    return m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db, std::string("SELECT ") + kAnnotationColumns + " FROM annotation WHERE id = ?");
        select.bind(1, id);
        if (!select.executeStep()) {
            throw UsageError("The project has no annotation " + std::to_string(id) + ".");
        }
        return read_annotation(select);
    });
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/reference_store.h"

#include "core/base/error.h"
#include "core/project/store/changes.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"
#include "core/project/store/version_log.h"

namespace destudio {

namespace {

constexpr const char* kReferenceColumns = "SELECT id, path, hash, width, height, caption FROM reference";

Reference read_reference(SQLite::Statement& row, const ProjectDatabase& database) {
    Reference reference;
    reference.id = row.getColumn(0).getInt64();
    reference.path = database.absolute_path(row.getColumn(1).getString());
    reference.hash = row.getColumn(2).getString();
    reference.size = {row.getColumn(3).getInt(), row.getColumn(4).getInt()};
    reference.caption = row.getColumn(5).getString();
    return reference;
}

void insert_boxes(SQLite::Database& db, RowId reference_id, const std::vector<ReferenceBox>& boxes) {
    SQLite::Statement insert(db, "INSERT INTO reference_box VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& box : boxes) {
        bind_id(insert, 1, box.id);
        insert.bind(2, reference_id);
        insert.bind(3, box.class_id);
        bind_box(insert, 4, box.box);
        insert.bind(8, box.ignore ? 1 : 0);
        insert.exec();
        insert.reset();
    }
}

}  // namespace

std::vector<Reference> ReferenceStore::all() const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<Reference> references;
        SQLite::Statement select(db, std::string(kReferenceColumns) + " ORDER BY id");
        while (select.executeStep()) {
            references.push_back(read_reference(select, m_database));
        }
        return references;
    });
}

Reference ReferenceStore::get(RowId id) const {
    return m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db, std::string(kReferenceColumns) + " WHERE id = ?");
        select.bind(1, id);
        if (!select.executeStep()) {
            throw UsageError("The project has no reference " + std::to_string(id) + ".");
        }
        return read_reference(select, m_database);
    });
}

std::size_t ReferenceStore::count() const {
    return m_database.read([](SQLite::Database& db) {
        return static_cast<std::size_t>(db.execAndGet("SELECT count(*) FROM reference").getInt64());
    });
}

RowId ReferenceStore::add(const Reference& reference, const std::vector<ReferenceBox>& boxes) {
    const RowId id = m_database.write([&](SQLite::Database& db) {
        SQLite::Statement insert(db, "INSERT INTO reference VALUES(?, ?, ?, ?, ?, ?)");
        bind_id(insert, 1, reference.id);
        insert.bind(2, m_database.stored_path(reference.path));
        insert.bind(3, reference.hash);
        insert.bind(4, reference.size.width);
        insert.bind(5, reference.size.height);
        insert.bind(6, reference.caption);
        insert.exec();
        const RowId given = inserted(db, reference.id);
        VersionLog(db).added_reference(given);
        insert_boxes(db, given, boxes);
        return given;
    });
    m_changes.notify({ProjectChange::What::kReferences, ProjectChange::How::kAdded, id, 0});
    return id;
}

void ReferenceStore::update(const Reference& reference) {
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).reference(reference.id);
        SQLite::Statement update(
            db, "UPDATE reference SET path = ?, hash = ?, width = ?, height = ?, caption = ? WHERE id = ?");
        update.bind(1, m_database.stored_path(reference.path));
        update.bind(2, reference.hash);
        update.bind(3, reference.size.width);
        update.bind(4, reference.size.height);
        update.bind(5, reference.caption);
        update.bind(6, reference.id);
        exec_one(update, "reference", reference.id);
    });
    m_changes.notify({ProjectChange::What::kReferences, ProjectChange::How::kUpdated, reference.id, 0});
}

void ReferenceStore::update_paths(const std::vector<Reference>& references) {
    m_database.write([&](SQLite::Database& db) {
        VersionLog log(db);
        SQLite::Statement update(db, "UPDATE reference SET path = ? WHERE id = ?");
        for (const Reference& reference : references) {
            log.reference(reference.id);
            update.bind(1, m_database.stored_path(reference.path));
            update.bind(2, reference.id);
            exec_one(update, "reference", reference.id);
            update.reset();
        }
    });
    m_changes.notify({ProjectChange::What::kReferences, ProjectChange::How::kUpdated, 0, 0});
}

ReferenceStore::Removed ReferenceStore::remove(RowId id) {
    Removed removed;
    m_database.write([&](SQLite::Database& db) {
        VersionLog log(db);
        log.reference(id);
        removed.reference = get(id);
        removed.boxes = boxes(id);
        for (const auto& variant : m_variants.of_reference(id)) {
            log.removed_variant(variant.id);
            removed.variants.push_back(m_variants.snapshot(variant.id));
            m_variants.remember_removed(removed.variants.back());
        }
        SQLite::Statement remove(db, "DELETE FROM reference WHERE id = ?");
        remove.bind(1, id);
        exec_one(remove, "reference", id);
    });
    m_changes.notify({ProjectChange::What::kReferences, ProjectChange::How::kRemoved, id, 0});
    return removed;
}

void ReferenceStore::restore(const Removed& removed) {
    m_database.write([&](SQLite::Database&) {
        add(removed.reference, removed.boxes);
        for (const auto& variant : removed.variants) {
            m_variants.restore(variant);
        }
    });
}

std::vector<ReferenceBox> ReferenceStore::boxes(RowId reference_id) const {
    return m_database.read([&](SQLite::Database& db) {
        std::vector<ReferenceBox> boxes;
        SQLite::Statement select(
            db,
            "SELECT id, reference_id, class_id, x1, y1, x2, y2, ignored FROM reference_box WHERE reference_id = ? "
            "ORDER BY id");
        select.bind(1, reference_id);
        while (select.executeStep()) {
            boxes.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getInt64(),
                             select.getColumn(2).getInt64(), read_box(select, 3), select.getColumn(7).getInt() != 0});
        }
        return boxes;
    });
}

void ReferenceStore::set_boxes(RowId reference_id, const std::vector<ReferenceBox>& boxes) {
    m_database.write([&](SQLite::Database& db) {
        get(reference_id);
        VersionLog(db).reference(reference_id);
        SQLite::Statement clear(db, "DELETE FROM reference_box WHERE reference_id = ?");
        clear.bind(1, reference_id);
        clear.exec();
        insert_boxes(db, reference_id, boxes);
    });
    m_changes.notify({ProjectChange::What::kReferenceBoxes, ProjectChange::How::kUpdated, reference_id, 0});
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/project/class_store.h"

#include "core/base/class_palette.h"
#include "core/base/error.h"
#include "core/project/changes.h"
#include "core/project/project_database.h"
#include "core/project/rows.h"

namespace destudio {

namespace {

ProjectClass read_class(SQLite::Statement& row) {
    return {row.getColumn(0).getInt64(), row.getColumn(1).getString(),
            static_cast<std::uint32_t>(row.getColumn(2).getInt64())};
}

}  // namespace

std::vector<ProjectClass> ClassStore::all() const {
    return m_database.read([](SQLite::Database& db) {
        std::vector<ProjectClass> classes;
        SQLite::Statement select(db, "SELECT id, name, colour FROM class ORDER BY position, id");
        while (select.executeStep()) {
            classes.push_back(read_class(select));
        }
        return classes;
    });
}

std::optional<ProjectClass> ClassStore::find(const std::string& name) const {
    return m_database.read([&](SQLite::Database& db) -> std::optional<ProjectClass> {
        SQLite::Statement select(db, "SELECT id, name, colour FROM class WHERE name = ?");
        select.bind(1, name);
        return select.executeStep() ? std::optional(read_class(select)) : std::nullopt;
    });
}

RowId ClassStore::add(ProjectClass entry) {
    if (entry.name.empty()) {
        throw UsageError("A class needs a name.");
    }
    if (find(entry.name)) {
        throw UsageError("The project has a class \"" + entry.name + "\" already.");
    }
    const RowId id = m_database.write([&](SQLite::Database& db) {
        const int position = db.execAndGet("SELECT coalesce(max(position) + 1, 0) FROM class").getInt();
        SQLite::Statement insert(db, "INSERT INTO class VALUES(?, ?, ?, ?)");
        bind_id(insert, 1, entry.id);
        insert.bind(2, position);
        insert.bind(3, entry.name);
        insert.bind(4, static_cast<std::int64_t>(entry.colour != 0 ? entry.colour : class_palette(position)));
        insert.exec();
        return inserted(db, entry.id);
    });
    m_changes.notify({ProjectChange::What::kClasses, ProjectChange::How::kAdded, id, 0});
    return id;
}

RowId ClassStore::find_or_add(const std::string& name) {
    const auto found = find(name);
    return found ? found->id : add({0, name, 0});
}

void ClassStore::update(const ProjectClass& entry) {
    if (entry.name.empty()) {
        throw UsageError("A class needs a name.");
    }
    if (const auto same = find(entry.name); same && same->id != entry.id) {
        throw UsageError("The project has a class \"" + entry.name + "\" already.");
    }
    m_database.write([&](SQLite::Database& db) {
        SQLite::Statement update(db, "UPDATE class SET name = ?, colour = ? WHERE id = ?");
        update.bind(1, entry.name);
        update.bind(2, static_cast<std::int64_t>(entry.colour));
        update.bind(3, entry.id);
        exec_one(update, "class", entry.id);
    });
    m_changes.notify({ProjectChange::What::kClasses, ProjectChange::How::kUpdated, entry.id, 0});
}

void ClassStore::remove(RowId id) {
    m_database.write([&](SQLite::Database& db) {
        for (const char* table : {"reference_box", "detection", "annotation", "ghost"}) {
            SQLite::Statement used(db, std::string("SELECT 1 FROM ") + table + " WHERE class_id = ? LIMIT 1");
            used.bind(1, id);
            if (used.executeStep()) {
                throw UsageError("Boxes of this class exist; relabel or delete them first.");
            }
        }
        SQLite::Statement remove(db, "DELETE FROM class WHERE id = ?");
        remove.bind(1, id);
        exec_one(remove, "class", id);
    });
    m_changes.notify({ProjectChange::What::kClasses, ProjectChange::How::kRemoved, id, 0});
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/class_store.h"

#include <algorithm>

#include "core/base/class_palette.h"
#include "core/base/error.h"
#include "core/project/store/changes.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"
#include "core/project/store/settings_store.h"
#include "core/project/store/version_log.h"
#include "core/project/store/version_store.h"

namespace destudio {

namespace {

ProjectClass read_class(SQLite::Statement& row) {
    return {row.getColumn(0).getInt64(), row.getColumn(1).getString(),
            static_cast<std::uint32_t>(row.getColumn(2).getInt64()),
            row.getColumn(3).isNull() ? std::nullopt : std::optional(row.getColumn(3).getInt())};
}

constexpr const char* kClassColumns = "SELECT id, name, colour, lower_bound FROM class ";
constexpr const char* kBoxTables[] = {"reference_box", "detection", "annotation", "ghost"};

void insert_class(SQLite::Database& db, const ProjectClass& entry, int position) {
    SQLite::Statement insert(db, "INSERT INTO class(id, position, name, colour, lower_bound) VALUES(?, ?, ?, ?, ?)");
    bind_id(insert, 1, entry.id);
    insert.bind(2, position);
    insert.bind(3, entry.name);
    insert.bind(4, static_cast<std::int64_t>(entry.color != 0 ? entry.color : class_palette(position)));
    if (entry.lower_bound) {
        insert.bind(5, *entry.lower_bound);
    }
    insert.exec();
}

void update_class(SQLite::Database& db, const ProjectClass& entry) {
    SQLite::Statement update(db, "UPDATE class SET name = ?, colour = ?, lower_bound = ? WHERE id = ?");
    update.bind(1, entry.name);
    update.bind(2, static_cast<std::int64_t>(entry.color));
    if (entry.lower_bound) {
        update.bind(3, *entry.lower_bound);
    }
    update.bind(4, entry.id);
    exec_one(update, "class", entry.id);
}

void delete_class(SQLite::Database& db, RowId id) {
    for (const char* table : kBoxTables) {
        SQLite::Statement used(db, std::string("SELECT 1 FROM ") + table + " WHERE class_id = ? LIMIT 1");
        used.bind(1, id);
        if (used.executeStep()) {
            throw UsageError("Boxes of this class exist; relabel or delete them first.");
        }
    }
    SQLite::Statement remove(db, "DELETE FROM class WHERE id = ?");
    remove.bind(1, id);
    exec_one(remove, "class", id);
}

std::vector<RowId> ids_of_class(SQLite::Database& db, const std::string& table, RowId class_id) {
    std::vector<RowId> ids;
    SQLite::Statement select(db, "SELECT id FROM " + table + " WHERE class_id = ?");
    select.bind(1, class_id);
    while (select.executeStep()) {
        ids.push_back(select.getColumn(0).getInt64());
    }
    return ids;
}

void set_class(SQLite::Database& db, const std::string& table, const std::vector<RowId>& ids, RowId class_id) {
    SQLite::Statement update(db, "UPDATE " + table + " SET class_id = ? WHERE id = ?");
    for (const RowId id : ids) {
        update.bind(1, class_id);
        update.bind(2, id);
        update.exec();
        update.reset();
    }
}

}  // namespace

std::vector<ProjectClass> ClassStore::all() const {
    return m_database.read([](SQLite::Database& db) {
        std::vector<ProjectClass> classes;
        SQLite::Statement select(db, std::string(kClassColumns) + "ORDER BY position, id");
        while (select.executeStep()) {
            classes.push_back(read_class(select));
        }
        return classes;
    });
}

std::optional<ProjectClass> ClassStore::find(const std::string& name) const {
    return m_database.read([&](SQLite::Database& db) -> std::optional<ProjectClass> {
        SQLite::Statement select(db, std::string(kClassColumns) + "WHERE name = ?");
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
        VersionLog(db).classes();
        const int position = db.execAndGet("SELECT coalesce(max(position) + 1, 0) FROM class").getInt();
        insert_class(db, entry, position);
        const RowId added = inserted(db, entry.id);
        SQLite::Statement own_name(db, "DELETE FROM class_alias WHERE name = ?");
        own_name.bind(1, entry.name);
        own_name.exec();
        return added;
    });
    m_changes.notify({ProjectChange::What::kClasses, ProjectChange::How::kAdded, id, 0});
    return id;
}

RowId ClassStore::find_or_add(const std::string& name) {
    if (const auto found = find(name)) {
        return found->id;
    }
    const RowId former = m_database.read([&](SQLite::Database& db) -> RowId {
        SQLite::Statement select(db, "SELECT class_id FROM class_alias WHERE name = ?");
        select.bind(1, name);
        return select.executeStep() ? select.getColumn(0).getInt64() : 0;
    });
    return former != 0 ? former : add({0, name, 0, {}});
}

void ClassStore::update(const ProjectClass& entry) {
    if (entry.name.empty()) {
        throw UsageError("A class needs a name.");
    }
    if (const auto same = find(entry.name); same && same->id != entry.id) {
        throw UsageError("The project has a class \"" + entry.name + "\" already.");
    }
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).classes();
        update_class(db, entry);
    });
    m_changes.notify({ProjectChange::What::kClasses, ProjectChange::How::kUpdated, entry.id, 0});
}

void ClassStore::remove(RowId id) {
    m_database.write([&](SQLite::Database& db) {
        VersionLog(db).classes();
        delete_class(db, id);
    });
    m_changes.notify({ProjectChange::What::kClasses, ProjectChange::How::kRemoved, id, 0});
}

ClassList ClassStore::list() const {
    ClassList list{all(), {}};
    m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db, "SELECT name, class_id FROM class_alias");
        while (select.executeStep()) {
            list.aliases[select.getColumn(0).getString()] = select.getColumn(1).getInt64();
        }
    });
    return list;
}

ClassList ClassStore::store(SQLite::Database& db, const ClassList& from, const ClassList& to) {
    VersionLog(db).classes();
    ClassList stored = to;
    const auto present = all();
    // Names are unique at every moment, so those that change step aside first.
    for (const ProjectClass& entry : present) {
        SQLite::Statement aside(db, "UPDATE class SET name = char(1) || id WHERE id = ?");
        aside.bind(1, entry.id);
        aside.exec();
    }
    std::vector<ProjectClass> order;
    for (ProjectClass& entry : stored.classes) {
        const bool known = std::any_of(present.begin(), present.end(),
                                       [&](const ProjectClass& other) { return other.id == entry.id; });
        if (known) {
            update_class(db, entry);
        } else {
            insert_class(db, entry, 0);
            entry.id = inserted(db, entry.id);
        }
        order.push_back(entry);
    }
    for (const ProjectClass& entry : present) {
        if (stored.find(entry.id) != nullptr) {
            continue;
        }
        if (from.find(entry.id) != nullptr) {
            delete_class(db, entry.id);
        } else {
            if (stored.find(entry.name) != nullptr) {
                throw UsageError("The project has a class \"" + entry.name + "\" already.");
            }
            update_class(db, entry);
            order.push_back(entry);
        }
    }
    SQLite::Statement place(db, "UPDATE class SET position = ? WHERE id = ?");
    for (std::size_t i = 0; i < order.size(); ++i) {
        place.bind(1, static_cast<std::int64_t>(i));
        place.bind(2, order[i].id);
        place.exec();
        place.reset();
    }
    SQLite::Statement forget(db, "DELETE FROM class_alias WHERE name = ?");
    for (const auto& [name, id] : from.aliases) {
        forget.bind(1, name);
        forget.exec();
        forget.reset();
    }
    SQLite::Statement alias(db, "INSERT OR REPLACE INTO class_alias VALUES(?, ?)");
    for (const auto& [name, id] : stored.aliases) {
        alias.bind(1, name);
        alias.bind(2, id);
        alias.exec();
        alias.reset();
    }
    return stored;
}

ClassList ClassStore::change(const ClassList& from, const ClassList& to) {
    ClassList stored = m_database.write([&](SQLite::Database& db) { return store(db, from, to); });
    m_changes.notify({ProjectChange::What::kClasses, ProjectChange::How::kUpdated, 0, 0});
    return stored;
}

ClassStore::Merge ClassStore::merge(RowId from, RowId into) {
    Merge merge{list(), {}, from, {}};
    merge.after = merge.before;
    merge_class(merge.after, from, into);
    m_database.write([&](SQLite::Database& db) {
        VersionStore(m_database).keep("Before merging classes", SettingsStore(m_database, m_changes).threshold());
        VersionLog(db).boxes_of_class(from);
        for (const char* table : kBoxTables) {
            merge.boxes[table] = ids_of_class(db, table, from);
            set_class(db, table, merge.boxes[table], into);
        }
        store(db, merge.before, merge.after);
    });
    m_changes.notify({});  // boxes of any picture
    return merge;
}

void ClassStore::undo(const Merge& merge) {
    m_database.write([&](SQLite::Database& db) {
        for (const ProjectClass& entry : merge.after.classes) {
            VersionLog(db).boxes_of_class(entry.id);  // where the boxes went
        }
        store(db, merge.after, merge.before);
        for (const auto& [table, ids] : merge.boxes) {
            set_class(db, table, ids, merge.from);
        }
    });
    m_changes.notify({});
}

}  // namespace destudio

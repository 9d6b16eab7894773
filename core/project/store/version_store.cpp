// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/version_store.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <unordered_map>

#include "core/base/error.h"
#include "core/project/store/project_database.h"
#include "core/project/store/rows.h"
#include "core/project/store/version_log.h"

namespace destudio {

namespace {

std::int64_t version_time() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

RowId newest_version(SQLite::Database& db) {
    return db.execAndGet("SELECT coalesce(max(id), 0) FROM version").getInt64();
}

bool has_notes(SQLite::Database& db, RowId version) {
    SQLite::Statement select(db, "SELECT 1 FROM version_row WHERE version_id = ? LIMIT 1");
    select.bind(1, version);
    return select.executeStep();
}

void check_exists(SQLite::Database& db, RowId version) {
    SQLite::Statement select(db, "SELECT 1 FROM version WHERE id = ?");
    select.bind(1, version);
    if (!select.executeStep()) {
        throw UsageError("The project has no version " + std::to_string(version) + ".");
    }
}

bool counts_as_accepted(const std::string& state) {
    return state == to_string(VariantState::kAccepted) || state == to_string(VariantState::kEdited);
}

// Adds or takes away a variant in this state; an empty one is no variant.
void count_state(VersionCounts& counts, const std::string& state, bool more) {
    const auto step = [more](std::size_t& number) {
        number = more ? number + 1 : number - std::min<std::size_t>(number, 1);
    };
    if (!state.empty()) {
        step(counts.variants);
    }
    if (counts_as_accepted(state)) {
        step(counts.accepted);
    }
}

VersionCounts counts_now(SQLite::Database& db) {
    VersionCounts counts;
    SQLite::Statement select(db, "SELECT state, count(*) FROM variant GROUP BY state");
    while (select.executeStep()) {
        const auto number = static_cast<std::size_t>(select.getColumn(1).getInt64());
        counts.variants += number;
        counts.accepted += counts_as_accepted(select.getColumn(0).getString()) ? number : 0;
    }
    return counts;
}

}  // namespace

bool VersionStore::has_tables() const {
    return m_database.read([](SQLite::Database& db) { return db.tableExists("version"); });
}

std::vector<ProjectVersion> VersionStore::all() const {
    std::vector<ProjectVersion> versions;
    if (!has_tables()) {
        return versions;
    }
    m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db, "SELECT id, name, automatic, created, threshold FROM version ORDER BY id");
        while (select.executeStep()) {
            versions.push_back({select.getColumn(0).getInt64(), select.getColumn(1).getString(),
                                select.getColumn(2).getInt() != 0, select.getColumn(3).getInt64(),
                                select.getColumn(4).getDouble()});
        }
    });
    return versions;
}

ProjectVersion VersionStore::find(const std::string& number_or_name) const {
    const auto versions = all();
    const auto named = std::find_if(versions.rbegin(), versions.rend(), [&](const ProjectVersion& version) {
        return version.name == number_or_name || std::to_string(version.id) == number_or_name;
    });
    if (named == versions.rend()) {
        throw UsageError("The project has no version \"" + number_or_name + "\"; project versions lists them.");
    }
    return *named;
}

RowId VersionStore::add(const std::string& name, double threshold, bool automatic) {
    if (name.empty()) {
        throw UsageError("A version needs a name.");
    }
    return m_database.write([&](SQLite::Database& db) {
        SQLite::Statement insert(db, "INSERT INTO version(name, automatic, created, threshold) VALUES(?, ?, ?, ?)");
        insert.bind(1, name);
        insert.bind(2, automatic ? 1 : 0);
        insert.bind(3, version_time());
        insert.bind(4, threshold);
        insert.exec();
        return inserted(db, 0);
    });
}

RowId VersionStore::keep(const std::string& name, double threshold) {
    const RowId last = m_database.read([&](SQLite::Database& db) -> RowId {
        const RowId id = newest_version(db);
        SQLite::Statement select(db, "SELECT 1 FROM version WHERE id = ? AND threshold = ?");
        select.bind(1, id);
        select.bind(2, threshold);
        return select.executeStep() && !has_notes(db, id) ? id : 0;
    });
    return last != 0 ? last : add(name, threshold, true);
}

void VersionStore::remove(RowId id) {
    m_database.write([&](SQLite::Database& db) {
        check_exists(db, id);
        // To the one before, where that has no older note of its own.
        SQLite::Statement hand_on(db,
                                  "UPDATE OR IGNORE version_row SET version_id = (SELECT max(id) FROM version WHERE id "
                                  "< ?1) WHERE version_id = ?1 AND EXISTS(SELECT 1 FROM version WHERE id < ?1)");
        hand_on.bind(1, id);
        hand_on.exec();
        SQLite::Statement remove(db, "DELETE FROM version WHERE id = ?");
        remove.bind(1, id);
        remove.exec();
    });
}

VersionNotes VersionStore::notes_since(RowId version) const {
    VersionNotes notes;
    m_database.read([&](SQLite::Database& db) {
        check_exists(db, version);
        // Of each row the note of the first version that has one.
        SQLite::Statement select(db,
                                 "SELECT kind, row_id, content FROM version_row WHERE version_id >= ? ORDER BY kind, "
                                 "row_id, version_id");
        select.bind(1, version);
        while (select.executeStep()) {
            notes.emplace(std::pair(select.getColumn(0).getString(), select.getColumn(1).getInt64()),
                          select.getColumn(2).getString());
        }
    });
    return notes;
}

std::string VersionStore::note_now(const std::string& kind, RowId id) const {
    return m_database.read([&](SQLite::Database& db) -> std::string {
        SQLite::Statement select(db, note_query(kind, "v.id = ?"));
        if (select.getBindParameterCount() > 0) {
            select.bind(1, id);
        }
        return select.executeStep() ? select.getColumn(2).getString() : std::string();
    });
}

std::string VersionStore::note_at(RowId version, const std::string& kind, RowId id) const {
    const auto noted = m_database.read([&](SQLite::Database& db) -> std::optional<std::string> {
        SQLite::Statement select(db,
                                 "SELECT content FROM version_row WHERE kind = ? AND row_id = ? AND version_id >= ? "
                                 "ORDER BY version_id LIMIT 1");
        select.bind(1, kind);
        select.bind(2, id);
        select.bind(3, version);
        return select.executeStep() ? std::optional(select.getColumn(0).getString()) : std::nullopt;
    });
    return noted ? *noted : note_now(kind, id);
}

std::map<RowId, VersionCounts> VersionStore::counts() const {
    std::map<RowId, VersionCounts> counts;
    const auto versions = all();
    m_database.read([&](SQLite::Database& db) {
        VersionCounts walk = counts_now(db);
        counts[0] = walk;
        if (versions.empty()) {
            return;
        }
        std::unordered_map<RowId, std::string>
            states;  // of what ever changed, at the version that the walk has reached
        SQLite::Statement now(
            db, "SELECT id, state FROM variant WHERE id IN (SELECT row_id FROM version_row WHERE kind = 'variant')");
        while (now.executeStep()) {
            states[now.getColumn(0).getInt64()] = now.getColumn(1).getString();
        }
        SQLite::Statement notes(db,
                                "SELECT row_id, CASE content WHEN '' THEN '' ELSE json_extract(content, '$.state') END "
                                "FROM version_row WHERE kind = 'variant' AND version_id = ?");
        for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
            notes.bind(1, version->id);
            while (notes.executeStep()) {
                std::string& state = states[notes.getColumn(0).getInt64()];
                count_state(walk, state, false);
                state = notes.getColumn(1).getString();
                count_state(walk, state, true);
            }
            notes.reset();
            counts[version->id] = walk;
        }
    });
    return counts;
}

void VersionStore::add_export(RowId version, const VersionExport& made) {
    m_database.write([&](SQLite::Database& db) {
        check_exists(db, version);
        SQLite::Statement insert(db,
                                 "INSERT INTO version_export(version_id, folder, format, created, images, boxes) "
                                 "VALUES(?, ?, ?, ?, ?, ?)");
        insert.bind(1, version);
        insert.bind(2, made.folder);
        insert.bind(3, made.format);
        insert.bind(4, made.created != 0 ? made.created : version_time());
        insert.bind(5, static_cast<std::int64_t>(made.images));
        insert.bind(6, static_cast<std::int64_t>(made.boxes));
        insert.exec();
    });
}

std::vector<VersionExport> VersionStore::exports(RowId version) const {
    std::vector<VersionExport> exports;
    m_database.read([&](SQLite::Database& db) {
        SQLite::Statement select(db,
                                 "SELECT folder, format, created, images, boxes FROM version_export WHERE version_id = "
                                 "? ORDER BY id");
        select.bind(1, version);
        while (select.executeStep()) {
            exports.push_back({select.getColumn(0).getString(), select.getColumn(1).getString(),
                               select.getColumn(2).getInt64(), static_cast<std::size_t>(select.getColumn(3).getInt64()),
                               static_cast<std::size_t>(select.getColumn(4).getInt64())});
        }
    });
    return exports;
}

}  // namespace destudio

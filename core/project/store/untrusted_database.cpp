// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/untrusted_database.h"

#include <sqlite3.h>

#include <map>
#include <string>

#include "core/base/shown_text.h"
#include "core/project/store/project_errors.h"
#include "core/project/store/schema.h"

namespace destudio {

namespace {

/// By type and name; the definition as SQLite keeps it.
using Schema = std::map<std::pair<std::string, std::string>, std::string>;

/// Without what differs between versions of SQLite: white space and the case of key words.
std::string plain_definition(const std::string& sql) {
    std::string plain;
    for (const char c : sql) {
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            continue;
        }
        plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return plain;
}

/// @param most rows that are looked at: a file may hold millions
Schema read_schema(SQLite::Database& database, std::size_t most) {
    Schema schema;
    SQLite::Statement select(database, "SELECT type, name, coalesce(sql, '') FROM sqlite_master");
    while (schema.size() < most && select.executeStep()) {
        const std::string name = select.getColumn(1).getString();
        // SQLite's own: the counters of AUTOINCREMENT, statistics of ANALYZE, and indexes of UNIQUE.
        const std::string type = select.getColumn(0).getString();
        if (name.starts_with("sqlite_") && (type == "table" || type == "index")) {
            continue;
        }
        schema[{type, name}] = plain_definition(select.getColumn(2).getString());
    }
    return schema;
}

}  // namespace

void distrust(SQLite::Database& database) {
    sqlite3* const handle = database.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kMaxValueBytes);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    database.exec("PRAGMA cell_size_check = ON");
}

void check_schema(SQLite::Database& database, const std::filesystem::path& file) {
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(model, 0, version);
    const Schema expected = read_schema(model, std::size_t{1} << 20U);
    const Schema found = read_schema(database, expected.size() + 1);
    for (const auto& [key, definition] : found) {
        const auto known = expected.find(key);
        if (known == expected.end() || known->second != definition) {
            throw DamagedProjectError(file.string() + " is not as this program makes projects: its " + key.first +
                                      " \"" + shown_text(key.second.substr(0, 60)) +
                                      "\" is not one of a project. It was left as it is; ask whoever made it.");
        }
    }
    if (found.size() != expected.size()) {
        throw DamagedProjectError("The project file " + file.string() +
                                  " lacks some of its tables and was left as it is. Restore it from a backup.");
    }
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

namespace destudio {

/// A project file may come from anybody. SQLite runs what a schema says: views and triggers that never end, functions
/// with side effects, tables that are programs.

/// The longest text or recipe that a project holds is a few kilobytes.
inline constexpr int kMaxValueBytes = 32 << 20U;

/// Tells SQLite not to trust the schema and to bound what it reads. To be called before anything is asked.
void distrust(SQLite::Database& database);

/// Refuses a schema that is not exactly the one this program makes for the file's version: other tables, views,
/// triggers, and tables or indexes with other definitions. @throws DamagedProjectError
void check_schema(SQLite::Database& database, const std::filesystem::path& file);

}  // namespace destudio

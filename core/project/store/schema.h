// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace destudio {

/// Marks an SQLite file as a project ("DEst" in ASCII; see PRAGMA application_id).
inline constexpr int kApplicationId = 0x44457374;
/// What user_version this program writes.
int schema_version();

/// Brings a database from `version` (0: empty) to another one, this program's where none is said, all or nothing.
void migrate(SQLite::Database& database, int version, int wanted = schema_version());

}  // namespace destudio

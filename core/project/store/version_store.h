// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;

/// A state of the project under a name, to compare with and to go back to.
struct ProjectVersion {
    RowId id = 0;
    std::string name;
    bool automatic = false;    ///< made by the program before something large, not by a person
    std::int64_t created = 0;  ///< seconds since 1970, UTC
    double threshold = 0;      ///< the project's then
};

/// A dataset that was written of a version.
struct VersionExport {
    std::string folder;
    std::string format;
    std::int64_t created = 0;  ///< seconds since 1970, UTC
    std::size_t images = 0;
    std::size_t boxes = 0;
};

/// How much a version held.
struct VersionCounts {
    std::size_t variants = 0;
    std::size_t accepted = 0;  ///< accepted and edited
    bool operator==(const VersionCounts&) const = default;
};

/// What rows were at a version, by kind and id, as version_log.h writes it down; an empty text: the row was not there.
/// Rows that are missing are as they were.
using VersionNotes = std::map<std::pair<std::string, RowId>, std::string>;

/// Named states of the project. Making one costs a row; what changes afterwards is written down beside the newest.
/// A project file that an older version of the program made, opened for reading, has none.
class VersionStore {
public:
    explicit VersionStore(ProjectDatabase& database) : m_database(database) {}

    /// The oldest first.
    std::vector<ProjectVersion> all() const;
    /// By number or name; of several of one name the newest. @throws UsageError that says how to list them
    ProjectVersion find(const std::string& number_or_name) const;

    /// @param threshold the project's @throws UsageError for an empty name
    RowId add(const std::string& name, double threshold, bool automatic = false);
    /// The version that the project is at: the newest where nothing has changed since, else a new automatic one.
    RowId keep(const std::string& name, double threshold);
    /// What was written down beside it goes to the version before. @throws UsageError
    void remove(RowId id);

    /// What differs now from a version, as it was then. @throws UsageError
    VersionNotes notes_since(RowId version) const;
    /// What a row is now; empty when it is not there.
    std::string note_now(const std::string& kind, RowId id) const;
    /// What a row was at a version; empty when it was not there. What a removed variant was made of is known for the
    /// versions before its removal.
    std::string note_at(RowId version, const std::string& kind, RowId id) const;

    /// Of every version, by its id, and of the project as it is now, by 0. Reads all notes: call it on a worker.
    std::map<RowId, VersionCounts> counts() const;

    void add_export(RowId version, const VersionExport& made);
    /// The oldest first.
    std::vector<VersionExport> exports(RowId version) const;

private:
    bool has_tables() const;

    ProjectDatabase& m_database;
};

}  // namespace destudio

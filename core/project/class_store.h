// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/project/types.h"

namespace destudio {

class ProjectDatabase;
class ChangeNotifier;

/// The ordered class list. It belongs to the project: nothing that is opened or imported reorders or renames it; new
/// names are appended.
class ClassStore {
public:
    ClassStore(ProjectDatabase& database, ChangeNotifier& changes) : m_database(database), m_changes(changes) {}

    std::vector<ProjectClass> all() const;
    std::optional<ProjectClass> find(const std::string& name) const;
    /// Appends. An id other than 0 restores a removed class. A colour of 0 means class_palette() of its place.
    RowId add(ProjectClass entry);
    /// The id of the class of this name, which is appended where it does not exist yet.
    RowId find_or_add(const std::string& name);
    void update(const ProjectClass& entry);
    /// @throws UsageError while boxes of this class exist
    void remove(RowId id);

private:
    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
};

}  // namespace destudio

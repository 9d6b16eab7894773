// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/project/store/class_list.h"
#include "core/project/store/types.h"

namespace SQLite {
class Database;
}

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
    /// Appends. An id other than 0 restores a removed class. A color of 0 means class_palette() of its place.
    RowId add(ProjectClass entry);
    /// The id of the class that has this name or had it before, which is appended where there is none yet.
    RowId find_or_add(const std::string& name);
    void update(const ProjectClass& entry);
    /// @throws UsageError while boxes of this class exist
    void remove(RowId id);

    /// The whole list, to be edited and stored with change().
    ClassList list() const;
    /// Makes the list that was `from` into `to`: an undo command stores it one way and the other. Classes that came in
    /// between stay, at the end. @return `to` with the ids that new classes were given
    /// @throws UsageError when a class that has boxes would go
    ClassList change(const ClassList& from, const ClassList& to);

    /// What a merge did, for undo.
    struct Merge {
        ClassList before;
        ClassList after;
        RowId from = 0;
        std::map<std::string, std::vector<RowId>> boxes;  ///< that were of `from`, by their table
    };
    /// Gives every box of one class another one, detections too, so that moving the threshold brings nothing back;
    /// then merge_class(). One durable step. @throws UsageError
    Merge merge(RowId from, RowId into);
    void undo(const Merge& merge);

private:
    ClassList store(SQLite::Database& db, const ClassList& from, const ClassList& to);

    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
};

}  // namespace destudio

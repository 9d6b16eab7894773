// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {

/// The ordered class list as a value, with the names that now mean one of its classes: what a renamed or merged class
/// was called. A generator or a dataset that still uses such a name means that class.
struct ClassList {
    std::vector<ProjectClass> classes;
    std::map<std::string, RowId> aliases;

    /// nullptr when there is none.
    const ProjectClass* find(RowId id) const;
    const ProjectClass* find(const std::string& name) const;
    bool operator==(const ClassList&) const = default;
};

// Edits of the list; boxes stay as they are. All throw UsageError for an id that is not in the list, an empty name or
// one that another class has.

/// Appends; the id is given when the list is stored. A former name of another class becomes this one's own.
void add_class(ClassList& list, const std::string& name);
/// The old name stays as an alias.
void rename_class(ClassList& list, RowId id, const std::string& name);
void recolor_class(ClassList& list, RowId id, std::uint32_t color);
/// none: the project's lower bound.
void set_class_lower_bound(ClassList& list, RowId id, std::optional<int> lower_bound);
/// To this place in the list, from 0; beyond the end means last.
void move_class(ClassList& list, RowId id, std::size_t place);
void remove_class(ClassList& list, RowId id);
/// `from` leaves the list; its name and its aliases mean `into` from now on.
void merge_class(ClassList& list, RowId from, RowId into);

}  // namespace destudio

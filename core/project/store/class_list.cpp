// SPDX-License-Identifier: Apache-2.0
#include "core/project/store/class_list.h"

#include <algorithm>

#include "core/base/class_palette.h"
#include "core/base/error.h"

namespace destudio {

namespace {

ProjectClass& entry_of(ClassList& list, RowId id) {
    const auto found = std::find_if(list.classes.begin(), list.classes.end(),
                                    [id](const ProjectClass& entry) { return entry.id == id; });
    if (found == list.classes.end()) {
        throw UsageError("The project has no class " + std::to_string(id) + ".");
    }
    return *found;
}

void check_name(const ClassList& list, const std::string& name, RowId id) {
    if (name.empty()) {
        throw UsageError("A class needs a name.");
    }
    if (const ProjectClass* same = list.find(name); same != nullptr && same->id != id) {
        throw UsageError("The project has a class \"" + name + "\" already.");
    }
}

}  // namespace

const ProjectClass* ClassList::find(RowId id) const {
    const auto found = std::find_if(classes.begin(), classes.end(), [id](const auto& entry) { return entry.id == id; });
    return found == classes.end() ? nullptr : &*found;
}

const ProjectClass* ClassList::find(const std::string& name) const {
    const auto found =
        std::find_if(classes.begin(), classes.end(), [&name](const auto& entry) { return entry.name == name; });
    return found == classes.end() ? nullptr : &*found;
}

void add_class(ClassList& list, const std::string& name) {
    check_name(list, name, -1);
    list.aliases.erase(name);
    list.classes.push_back({0, name, class_palette(static_cast<int>(list.classes.size())), {}});
}

void rename_class(ClassList& list, RowId id, const std::string& name) {
    ProjectClass& entry = entry_of(list, id);
    check_name(list, name, id);
    if (entry.name != name) {
        list.aliases[entry.name] = id;
        list.aliases.erase(name);
        entry.name = name;
    }
}

void recolor_class(ClassList& list, RowId id, std::uint32_t color) {
    entry_of(list, id).color = color;
}

void set_class_lower_bound(ClassList& list, RowId id, std::optional<int> lower_bound) {
    if (lower_bound && *lower_bound < 0) {
        throw UsageError("The lower bound is a number of annotations, 0 or more.");
    }
    entry_of(list, id).lower_bound = lower_bound;
}

void move_class(ClassList& list, RowId id, std::size_t place) {
    const ProjectClass moved = entry_of(list, id);
    std::erase_if(list.classes, [id](const ProjectClass& entry) { return entry.id == id; });
    const auto before = std::min(place, list.classes.size());
    list.classes.insert(list.classes.begin() + static_cast<std::ptrdiff_t>(before), moved);
}

void remove_class(ClassList& list, RowId id) {
    entry_of(list, id);
    std::erase_if(list.classes, [id](const ProjectClass& entry) { return entry.id == id; });
    std::erase_if(list.aliases, [id](const auto& alias) { return alias.second == id; });
}

void merge_class(ClassList& list, RowId from, RowId into) {
    entry_of(list, into);
    const std::string name = entry_of(list, from).name;
    if (from == into) {
        throw UsageError("A class cannot be merged with itself.");
    }
    for (auto& [alias, id] : list.aliases) {
        id = id == from ? into : id;
    }
    list.aliases[name] = into;
    std::erase_if(list.classes, [from](const ProjectClass& entry) { return entry.id == from; });
}

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#include "core/project/version_restore.h"

#include <map>
#include <set>
#include <system_error>

#include "core/base/error.h"
#include "core/project/store/version_log.h"
#include "core/project/version_notes.h"

namespace destudio {

namespace {

namespace fs = std::filesystem;

class Restorer {
public:
    Restorer(Project& project, VersionNotes notes, std::string name)
        : m_project(project), m_notes(std::move(notes)), m_name(std::move(name)) {}

    /// @param only ids; none: everything
    VersionRestore run(const std::optional<std::set<RowId>>& only) {
        if (only) {
            add_missing_classes();
        } else {
            restore_classes();
            restore_references();
            set_detection_classes();
        }
        for (const auto& [key, note] : m_notes) {
            if (key.first == kVariantNote && (!only || only->contains(key.second))) {
                restore_variant(key.second, note, !only);
            }
        }
        if (!only) {
            remove_new_references();
            remove_new_classes();
        }
        return m_result;
    }

private:
    bool is_there(const char* kind, RowId id) const { return !m_project.versions().note_now(kind, id).empty(); }

    void restore_classes() {
        const auto note = m_notes.find({kClassesNote, 0});
        if (note == m_notes.end()) {
            return;
        }
        const ClassList now = m_project.classes().list();
        ClassList then = parse_classes_note(note->second);
        m_aliases = then.aliases;
        for (const ProjectClass& entry : now.classes) {
            if (then.find(entry.id) != nullptr) {
                continue;
            }
            ProjectClass later = entry;
            m_later_classes.push_back(later.id);
            while (then.find(later.name) != nullptr) {
                later.name += " (later)";  // a class was renamed, and its former name given to another one
            }
            then.aliases.erase(later.name);
            then.classes.push_back(std::move(later));
        }
        m_project.classes().change(now, then);
    }

    // In part: the list stays, but boxes may need classes that are gone.
    void add_missing_classes() {
        const auto note = m_notes.find({kClassesNote, 0});
        const ClassList now = m_project.classes().list();
        for (const ProjectClass& entry :
             note == m_notes.end() ? now.classes : parse_classes_note(note->second).classes) {
            if (now.find(entry.id) == nullptr) {
                m_class_now[entry.id] = m_project.classes().find_or_add(entry.name);
            }
        }
    }

    void remove_new_classes() {
        for (const RowId id : m_later_classes) {
            try {
                m_project.classes().remove(id);
            } catch (const UsageError&) {
                // Boxes use it: variants that came later and stay, or detections.
            }
        }
        // Former names that a later class had in between.
        const ClassList now = m_project.classes().list();
        ClassList wanted = now;
        for (const auto& [name, id] : m_aliases) {
            if (now.find(name) == nullptr && now.find(id) != nullptr) {
                wanted.aliases[name] = id;
            }
        }
        if (wanted != now) {
            m_project.classes().change(now, wanted);
        }
    }

    void restore_references() {
        for (const auto& [key, note] : m_notes) {
            if (key.first != kReferenceNote || note.empty()) {
                continue;
            }
            auto [reference, boxes] = parse_reference_note(note, key.second);
            reference.path = (m_project.file().parent_path() / reference.path).lexically_normal();
            ++m_result.references;
            if (is_there(kReferenceNote, key.second)) {
                m_project.references().update(reference);
                m_project.references().set_boxes(reference.id, boxes);
            } else {
                m_project.references().add(reference, boxes);
            }
            remember(false, reference.id);
        }
    }

    void remove_new_references() {
        for (const auto& [key, note] : m_notes) {
            if (key.first == kReferenceNote && note.empty() && is_there(kReferenceNote, key.second)) {
                m_project.references().remove(key.second);
                ++m_result.references;
            }
        }
    }

    void set_detection_classes() {
        std::vector<std::pair<RowId, RowId>> classes;
        for (const auto& [key, note] : m_notes) {
            if (key.first == kDetectionNote && !note.empty()) {
                classes.emplace_back(key.second, parse_detection_note(note));
            }
        }
        m_project.variants().set_detection_classes(classes);
    }

    void restore_variant(RowId id, const std::string& text, bool also_existence) {
        const bool there = is_there(kVariantNote, id);
        if (text.empty()) {
            if (there && also_existence) {
                m_project.variants().remove(id);
                ++m_result.removed;
            }
            return;
        }
        VariantNote note = parse_variant_note(text, id);
        for (StoredAnnotation& box : note.boxes) {
            const auto other = m_class_now.find(box.class_id);
            box.class_id = other == m_class_now.end() ? box.class_id : other->second;
        }
        if (!there) {
            bring_back(id, note);
            return;
        }
        m_project.variants().set_state(id, note.state);
        if (note.has_own_boxes) {
            m_project.annotations().replace(id, note.boxes);
        } else {
            m_project.annotations().set_derived(id);
        }
        remember(true, id);
        ++m_result.variants;
    }

    // Going back takes nothing out of the history of a picture.
    void remember(bool of_variant, RowId id) {
        BoxEvent event;
        event.of_variant = of_variant;
        event.picture = id;
        event.act = BoxAct::kRestored;
        event.before = m_name;
        m_project.history().add({event});
    }

    void bring_back(RowId id, const VariantNote& note) {
        const auto text = m_notes.find({kVariantBodyNote, id});
        if (text == m_notes.end()) {
            throw FormatError("The version lacks what variant " + std::to_string(id) +
                              " was made of; restore the project from a backup.");
        }
        VariantStore::Removed body = parse_variant_body(text->second, id);
        body.record.state = note.state;
        body.record.has_own_boxes = note.has_own_boxes;
        body.annotations = note.boxes;
        std::error_code ec;
        m_result.missing +=
            !body.record.image.empty() && !fs::exists(m_project.files_folder() / body.record.image, ec) ? 1 : 0;
        m_project.variants().restore(body);
        remember(true, id);
        ++m_result.brought_back;
    }

    Project& m_project;
    VersionNotes m_notes;
    std::string m_name;  ///< of the version
    std::vector<RowId> m_later_classes;
    std::map<std::string, RowId> m_aliases;  ///< of the version
    std::map<RowId, RowId> m_class_now;      ///< of classes that are gone
    VersionRestore m_result;
};

}  // namespace

namespace {

VersionRestore restore_chosen(Project& project, RowId version, const std::optional<std::set<RowId>>& ids) {
    const double threshold = project.settings().threshold();
    const ProjectVersion wanted = project.versions().find(std::to_string(version));
    VersionNotes notes = project.versions().notes_since(version);
    Project::Transaction transaction(project);
    const RowId kept = project.versions().keep("Before going back to \"" + wanted.name + "\"", threshold);
    VersionRestore result = Restorer(project, std::move(notes), wanted.name).run(ids);
    if (!ids) {
        project.settings().set_threshold(wanted.threshold);
    }
    transaction.commit();
    result.kept = kept;
    return result;
}

}  // namespace

VersionRestore restore_version(Project& project, RowId version, const std::optional<VariantFilter>& only) {
    std::optional<std::set<RowId>> ids;
    if (only) {
        const auto found = project.search().find(*only, VariantOrder::kLadder, project.settings().threshold());
        ids.emplace(found.begin(), found.end());
    }
    return restore_chosen(project, version, ids);
}

VersionRestore restore_variants(Project& project, RowId version, const std::set<RowId>& variants) {
    return restore_chosen(project, version, variants);
}

}  // namespace destudio

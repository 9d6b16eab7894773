// SPDX-License-Identifier: Apache-2.0
#include "core/project/version_diff.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/cancellation.h"
#include "core/base/error.h"
#include "core/engine/recipe/variant_name.h"
#include "core/project/store/version_log.h"
#include "core/project/version_notes.h"

namespace destudio {

namespace {

// Rows at two versions. Only what differs from the older one is ever written down.
class TwoVersions {
public:
    TwoVersions(Project& project, RowId from, std::optional<RowId> to)
        : m_project(project), m_before(project.versions().notes_since(from)) {
        if (to) {
            m_after = project.versions().notes_since(*to);
        }
    }

    const VersionNotes& before() const { return m_before; }
    /// What a row is at the newer one; empty when it is not there.
    std::string after(const std::string& kind, RowId id) const {
        const auto known = m_after.find({kind, id});
        return known != m_after.end() ? known->second : m_project.versions().note_now(kind, id);
    }
    /// As long as it was removed at any time since.
    std::string body(RowId id) const {
        const auto known = m_before.find({kVariantBodyNote, id});
        return known != m_before.end() ? known->second : m_project.versions().note_now(kVariantBodyNote, id);
    }
    std::string reference(RowId id) const {
        const auto known = m_before.find({kReferenceNote, id});
        const bool noted = known != m_before.end() && !known->second.empty();
        return noted ? known->second : m_project.versions().note_now(kReferenceNote, id);
    }

private:
    Project& m_project;
    VersionNotes m_before;
    VersionNotes m_after;
};

class DiffBuilder {
public:
    DiffBuilder(Project& project, RowId from, std::optional<RowId> to) : m_rows(project, from, to) {}

    VersionDiff make(const std::stop_token& stop) {
        for (const auto& [key, before] : m_rows.before()) {
            throw_if_stopped(stop);
            const auto& [kind, id] = key;
            if (kind == kVariantBodyNote) {
                continue;
            }
            const std::string after = m_rows.after(kind, id);
            if (before == after) {
                continue;
            }
            if (kind == kVariantNote) {
                variant(id, before, after);
            } else if (kind == kReferenceNote) {
                reference(id, before, after);
            } else if (kind == kClassesNote) {
                classes(parse_classes_note(before), parse_classes_note(after));
            } else if (kind == kDetectionNote) {
                m_diff.detections_renamed += before.empty() || after.empty() ? 0 : 1;
            }
        }
        return std::move(m_diff);
    }

private:
    const std::string& stem_of(RowId reference_id) {
        const auto [known, is_new] = m_stems.try_emplace(reference_id);
        if (is_new) {
            const std::string note = m_rows.reference(reference_id);
            known->second = note.empty() ? "reference-" + std::to_string(reference_id)
                                         : parse_reference_note(note, reference_id).reference.path.stem().string();
        }
        return known->second;
    }

    VersionDiff::Picture named_variant(RowId id) {
        const std::string note = m_rows.body(id);
        if (note.empty()) {
            return {id, "variant-" + std::to_string(id)};
        }
        const auto body = parse_variant_body(note, id);
        return {id, VariantNamer().name(stem_of(body.record.reference_id), body.record.recipe.encode_ratio,
                                        body.record.recipe.seed)};
    }

    void variant(RowId id, const std::string& before, const std::string& after) {
        if (before.empty()) {
            m_diff.added.push_back(named_variant(id));
            return;
        }
        if (after.empty()) {
            m_diff.removed.push_back(named_variant(id));
            return;
        }
        const VariantNote a = parse_variant_note(before, id);
        const VariantNote b = parse_variant_note(after, id);
        if (a.state != b.state) {
            m_diff.states.push_back({named_variant(id), a.state, b.state});
        }
        if (a.has_own_boxes != b.has_own_boxes || a.boxes != b.boxes) {
            m_diff.boxes.push_back(compared(id, a, b));
        }
    }

    VersionDiff::Boxes compared(RowId id, const VariantNote& a, const VariantNote& b) {
        VersionDiff::Boxes boxes{named_variant(id), 0, 0, 0, a.has_own_boxes, b.has_own_boxes};
        std::map<RowId, const StoredAnnotation*> left;
        for (const StoredAnnotation& box : a.boxes) {
            left[box.id] = &box;
        }
        for (const StoredAnnotation& box : b.boxes) {
            const auto same = left.find(box.id);
            if (same == left.end()) {
                ++boxes.added;
                continue;
            }
            boxes.changed += *same->second == box ? 0 : 1;
            left.erase(same);
        }
        boxes.removed = left.size();
        return boxes;
    }

    void reference(RowId id, const std::string& before, const std::string& after) {
        const std::string& there = before.empty() ? after : before;
        if (there.empty()) {
            return;
        }
        const VersionDiff::Picture picture{id, parse_reference_note(there, id).reference.path.filename().string()};
        (before.empty()  ? m_diff.references_added
         : after.empty() ? m_diff.references_removed
                         : m_diff.references_changed)
            .push_back(picture);
    }

    void classes(const ClassList& a, const ClassList& b) {
        std::vector<RowId> order_a;
        std::vector<RowId> order_b;
        for (const ProjectClass& entry : a.classes) {
            if (const ProjectClass* now = b.find(entry.id); now == nullptr) {
                m_diff.classes_removed.push_back(entry.name);
            } else {
                order_a.push_back(entry.id);
                if (now->name != entry.name) {
                    m_diff.classes_renamed.emplace_back(entry.name, now->name);
                }
            }
        }
        for (const ProjectClass& entry : b.classes) {
            if (a.find(entry.id) == nullptr) {
                m_diff.classes_added.push_back(entry.name);
            } else {
                order_b.push_back(entry.id);
            }
        }
        m_diff.class_order_changed = order_a != order_b;
    }

    TwoVersions m_rows;
    VersionDiff m_diff;
    std::map<RowId, std::string> m_stems;  ///< of references
};

// Lines of one kind, with how many were left out.
class Lines {
public:
    explicit Lines(std::size_t most) : m_most(most) {}

    template <class List, class Text>
    void add(const std::string& title, const List& list, Text&& text) {
        if (list.empty()) {
            return;
        }
        m_text += title + ": " + std::to_string(list.size()) + "\n";
        for (std::size_t i = 0; i < list.size() && i < m_most; ++i) {
            m_text += "  " + text(list[i]) + "\n";
        }
        if (list.size() > m_most) {
            m_text += "  and " + std::to_string(list.size() - m_most) + " more\n";
        }
    }
    void add(const std::string& line) { m_text += line + "\n"; }
    std::string take() { return m_text.empty() ? "Nothing differs.\n" : std::move(m_text); }

private:
    std::size_t m_most;
    std::string m_text;
};

std::string boxes_text(const VersionDiff::Boxes& boxes) {
    std::string text = boxes.variant.name + ": ";
    if (!boxes.own_before) {
        return text + "corrected, " + std::to_string(boxes.added) + (boxes.added == 1 ? " box" : " boxes");
    }
    if (!boxes.own_after) {
        return text + "follows the threshold again";
    }
    return text + std::to_string(boxes.added) + " added, " + std::to_string(boxes.removed) + " removed, " +
           std::to_string(boxes.changed) + " changed";
}

std::string short_number(double value) {
    return nlohmann::json(value).dump();
}

nlohmann::ordered_json pictures_json(const std::vector<VersionDiff::Picture>& pictures) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& picture : pictures) {
        list.push_back({{"id", picture.id}, {"name", picture.name}});
    }
    return list;
}

}  // namespace

bool VersionDiff::empty() const {
    return added.empty() && removed.empty() && states.empty() && boxes.empty() && references_added.empty() &&
           references_removed.empty() && references_changed.empty() && classes_added.empty() &&
           classes_removed.empty() && classes_renamed.empty() && !class_order_changed && detections_renamed == 0 &&
           threshold_before == threshold_after;
}

VersionDiff diff_versions(Project& project, RowId from, std::optional<RowId> to, const std::stop_token& stop) {
    if (to && *to < from) {
        throw UsageError("Name the older version first: version " + std::to_string(*to) + " is older than version " +
                         std::to_string(from) + ".");
    }
    VersionDiff diff = DiffBuilder(project, from, to).make(stop);
    diff.threshold_before = project.versions().find(std::to_string(from)).threshold;
    diff.threshold_after = to ? project.versions().find(std::to_string(*to)).threshold : project.settings().threshold();
    return diff;
}

std::string diff_text(const VersionDiff& diff, std::size_t most) {
    const auto name = [](const VersionDiff::Picture& picture) { return picture.name; };
    const auto same = [](const std::string& text) { return text; };
    Lines lines(most);
    lines.add("Variants added", diff.added, name);
    lines.add("Variants removed", diff.removed, name);
    lines.add("Decisions changed", diff.states, [](const VersionDiff::State& state) {
        return state.variant.name + ": " + to_string(state.before) + " -> " + to_string(state.after);
    });
    lines.add("Boxes changed", diff.boxes, boxes_text);
    lines.add("References added", diff.references_added, name);
    lines.add("References removed", diff.references_removed, name);
    lines.add("References changed", diff.references_changed, name);
    lines.add("Classes added", diff.classes_added, same);
    lines.add("Classes removed", diff.classes_removed, same);
    lines.add("Classes renamed", diff.classes_renamed,
              [](const auto& names) { return names.first + " -> " + names.second; });
    if (diff.class_order_changed) {
        lines.add("The order of the classes changed.");
    }
    if (diff.detections_renamed > 0) {
        lines.add("Detections of another class: " + std::to_string(diff.detections_renamed));
    }
    if (diff.threshold_before != diff.threshold_after) {
        lines.add("Threshold: " + short_number(diff.threshold_before) + " -> " + short_number(diff.threshold_after));
    }
    return lines.take();
}

nlohmann::ordered_json diff_json(const VersionDiff& diff) {
    nlohmann::ordered_json json{{"variants_added", pictures_json(diff.added)},
                                {"variants_removed", pictures_json(diff.removed)},
                                {"states", nlohmann::ordered_json::array()},
                                {"boxes", nlohmann::ordered_json::array()},
                                {"references_added", pictures_json(diff.references_added)},
                                {"references_removed", pictures_json(diff.references_removed)},
                                {"references_changed", pictures_json(diff.references_changed)},
                                {"classes_added", diff.classes_added},
                                {"classes_removed", diff.classes_removed},
                                {"classes_renamed", nlohmann::ordered_json::array()},
                                {"class_order_changed", diff.class_order_changed},
                                {"detections_renamed", diff.detections_renamed},
                                {"threshold", {diff.threshold_before, diff.threshold_after}}};
    for (const auto& state : diff.states) {
        json["states"].push_back({{"id", state.variant.id},
                                  {"name", state.variant.name},
                                  {"before", to_string(state.before)},
                                  {"after", to_string(state.after)}});
    }
    for (const auto& boxes : diff.boxes) {
        json["boxes"].push_back({{"id", boxes.variant.id},
                                 {"name", boxes.variant.name},
                                 {"added", boxes.added},
                                 {"removed", boxes.removed},
                                 {"changed", boxes.changed},
                                 {"own_before", boxes.own_before},
                                 {"own_after", boxes.own_after}});
    }
    for (const auto& [before, after] : diff.classes_renamed) {
        json["classes_renamed"].push_back({{"before", before}, {"after", after}});
    }
    return json;
}

}  // namespace destudio

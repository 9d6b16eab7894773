// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;

/// What happened to a box, or to the whole picture with all its boxes.
enum class BoxAct {
    kDrawn,
    kTaken,  ///< a detection below the threshold became a box
    kMoved,
    kResized,
    kRelabelled,
    kIgnored,  ///< became a region that does not count
    kCounted,  ///< counts again
    kRemoved,
    kCarried,  ///< copied from, or set right after, the box of another picture
    kAccepted,
    kRejected,
    kReopened,
    kRestored,  ///< the picture went back to a version
};
/// "drawn", "taken", "moved", ...: the spellings of files and the command line.
std::string to_string(BoxAct act);
/// @throws UsageError that lists the valid words
BoxAct parse_box_act(const std::string& text);

/// A name for a box that survives the step from "derived from a detection" to "stored": minus the detection's id where
/// there is one, else the row's id.
inline std::int64_t box_key_of(const StoredAnnotation& annotation) {
    return annotation.detection_id != 0 ? -annotation.detection_id : annotation.id;
}

/// One change by one person.
struct BoxEvent {
    RowId id = 0;
    bool of_variant = true;  ///< else of a reference's ground truth
    RowId picture = 0;       ///< the variant or the reference
    std::int64_t box = 0;    ///< box_key_of() it; 0: the whole picture
    BoxAct act = BoxAct::kDrawn;
    std::string who{};      ///< empty on insertion: HistoryStore::author()
    std::int64_t when = 0;  ///< seconds since 1970, UTC; 0 on insertion: now
    /// The class before and after, for kRelabelled; of kRemoved the class, of kCarried the picture it came from, of
    /// kRestored the version, all in `before`.
    std::string before{};
    std::string after{};
    bool operator==(const BoxEvent&) const = default;
};

/// Who changed which box when: a row a change. What the adapter made is in the recipe and the detection and needs none.
///
/// Rows outlive their pictures, whose ids are never used twice, so a picture that comes back has its history; going
/// back to a version adds a row and takes none away. Writing is told to nobody.
class HistoryStore {
public:
    explicit HistoryStore(ProjectDatabase& database);

    /// Whose changes they are from now on; the system's user at first. An empty name means that one.
    void set_author(const std::string& name);
    const std::string& author() const { return m_author; }

    /// The oldest first.
    std::vector<BoxEvent> of_picture(bool of_variant, RowId picture) const;
    /// Of all variants, by variant: for exports.
    std::map<RowId, std::vector<BoxEvent>> of_variants() const;

    /// Rows that have an id keep it, so that redo brings back the same ones. @return them as stored
    std::vector<BoxEvent> add(std::vector<BoxEvent> events);
    /// Those that do not exist are passed over.
    void remove(const std::vector<BoxEvent>& events);
    /// Makes these the events of a picture: undo and redo of a change of its boxes.
    void replace(bool of_variant, RowId picture, const std::vector<BoxEvent>& events);

private:
    bool has_table() const;

    ProjectDatabase& m_database;
    std::string m_author;
};

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>
#include <string>
#include <vector>

#include "core/project/store/history_store.h"
#include "core/project/store/types.h"

namespace destudio::ui {

class Session;

/// The picture whose boxes are meant: a reference (its ground truth) or a variant (its annotations).
struct BoxTarget {
    enum class Kind { kReference, kVariant };
    Kind kind = Kind::kReference;
    RowId id = 0;

    bool operator==(const BoxTarget&) const = default;
    bool is_variant() const { return kind == Kind::kVariant; }
};

/// All boxes of a target, in the shape that undo commands save and restore. Ground truth is told as annotations too.
struct BoxSet {
    std::vector<StoredAnnotation> boxes;
    std::vector<GhostBox> ghosts;  ///< of a variant: suggestions that are no boxes
    bool own = true;               ///< false: a variant's boxes still follow the threshold
    VariantState state = VariantState::kNew;
    std::vector<BoxEvent> history;  ///< of the picture, the oldest first
};

/// box_key_of() as canvases know it.
inline qint64 box_key(const StoredAnnotation& annotation) {
    return box_key_of(annotation);
}

/// The same for ghosts, apart from the keys of boxes.
inline constexpr qint64 kGhostKeys = qint64{1} << 62;
inline qint64 ghost_key(const GhostBox& ghost) {
    return kGhostKeys + ghost.id;
}
inline bool is_ghost_key(qint64 key) {
    return key > kGhostKeys;
}

/// @throws UsageError, IoError
BoxSet load_boxes(Session& session, BoxTarget target);
/// The same for views: empty when the target has just been removed; other failures are told by Session::write_failed.
BoxSet shown_boxes(Session& session, BoxTarget target);
/// Writes the set as one durable step; new boxes get ids. @return the set as stored
BoxSet store_boxes(Session& session, BoxTarget target, const BoxSet& set);
/// Adds to the history what turned the first set into the second, whose history becomes that. Call it in one
/// transaction with store_boxes(). @param carried_from  the picture whose boxes were carried here, in words
void note_changes(Session& session, BoxTarget target, const BoxSet& before, BoxSet& after,
                  const std::string& carried_from = {});
/// Pixels of the target's picture; zero when it has none.
Size picture_size(Session& session, BoxTarget target);

}  // namespace destudio::ui

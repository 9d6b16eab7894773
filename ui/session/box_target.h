// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>
#include <vector>

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
};

/// A name for a box that survives the step from "derived from a detection" to "stored": minus the detection's id where
/// there is one, else the row's id.
inline qint64 box_key(const StoredAnnotation& annotation) {
    return annotation.detection_id != 0 ? -annotation.detection_id : annotation.id;
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
/// Pixels of the target's picture; zero when it has none.
Size picture_size(Session& session, BoxTarget target);

}  // namespace destudio::ui

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;
class ChangeNotifier;

/// What the dataset will say about variants. Until a person edits, a variant's annotations are its detections above the
/// threshold and follow the threshold; with the first edit they become rows of their own.
///
/// An undo command for an edit of a variant that still follows the threshold is: redo = materialise() and the edit,
/// undo = the reverse edit and set_derived().
class AnnotationStore {
public:
    AnnotationStore(ProjectDatabase& database, ChangeNotifier& changes) : m_database(database), m_changes(changes) {}

    /// The final annotations of a variant: stored rows once edited (the threshold is then ignored), else one per
    /// detection with score >= threshold, which have id 0 and name their detection_id. Descending score.
    std::vector<StoredAnnotation> of_variant(RowId variant_id, double threshold) const;

    /// Stores the derived annotations as rows and marks the variant as having boxes of its own. Does nothing, and
    /// returns the stored rows, when it already has.
    std::vector<StoredAnnotation> materialise(RowId variant_id, double threshold);
    /// Drops the stored rows; the variant follows the threshold again.
    void set_derived(RowId variant_id);
    /// Replaces all stored rows and marks the variant as having boxes of its own; ids are kept, 0 gets a new one.
    /// @return the rows with their ids
    std::vector<StoredAnnotation> replace(RowId variant_id, std::vector<StoredAnnotation> annotations);

    /// The variant must have been materialised. @return the id @throws UsageError
    RowId add(const StoredAnnotation& annotation);
    void update(const StoredAnnotation& annotation);
    void remove(RowId id);
    /// @throws UsageError
    StoredAnnotation get(RowId id) const;

private:
    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
};

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/project/types.h"

namespace destudio {

class ProjectDatabase;
class ChangeNotifier;

/// Source images and their ground truth.
class ReferenceStore {
public:
    ReferenceStore(ProjectDatabase& database, ChangeNotifier& changes) : m_database(database), m_changes(changes) {}

    /// In the order of insertion.
    std::vector<Reference> all() const;
    /// @throws UsageError
    Reference get(RowId id) const;
    std::size_t count() const;
    /// id 0: a new one is given. @return the id
    RowId add(const Reference& reference, const std::vector<ReferenceBox>& boxes = {});
    void update(const Reference& reference);
    /// Removes it with its boxes, variants, detections and annotations. The image file stays.
    void remove(RowId id);

    std::vector<ReferenceBox> boxes(RowId reference_id) const;
    /// Replaces all boxes; those with id 0 get a new one.
    void set_boxes(RowId reference_id, const std::vector<ReferenceBox>& boxes);

private:
    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
};

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;
class ChangeNotifier;

/// Boxes that verified carry (box_carry.h) could not confirm in a variant. A change of them is told as one of the
/// variant's annotations.
class GhostStore {
public:
    GhostStore(ProjectDatabase& database, ChangeNotifier& changes) : m_database(database), m_changes(changes) {}

    /// In the order of insertion.
    std::vector<GhostBox> of_variant(RowId variant_id) const;
    /// Replaces all of a variant; ids are kept, 0 gets a new one. @throws UsageError without such a variant
    void replace(RowId variant_id, const std::vector<GhostBox>& ghosts);

private:
    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
};

}  // namespace destudio

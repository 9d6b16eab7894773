// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/project/store/types.h"
#include "core/project/store/variant_store.h"

namespace destudio {

class ProjectDatabase;
class ChangeNotifier;

/// Source images and their ground truth.
class ReferenceStore {
public:
    ReferenceStore(ProjectDatabase& database, ChangeNotifier& changes, VariantStore& variants)
        : m_database(database), m_changes(changes), m_variants(variants) {}

    /// In the order of insertion.
    std::vector<Reference> all() const;
    /// @throws UsageError
    Reference get(RowId id) const;
    std::size_t count() const;
    /// id 0: a new one is given. @return the id
    RowId add(const Reference& reference, const std::vector<ReferenceBox>& boxes = {});
    void update(const Reference& reference);
    /// Takes over the paths of many at once: one durable step and one change, whose id is 0.
    void update_paths(const std::vector<Reference>& references);
    /// Everything that removal of a reference takes away, for undo.
    struct Removed {
        Reference reference;
        std::vector<ReferenceBox> boxes;
        std::vector<VariantStore::Removed> variants;
    };
    /// Removes it with its boxes and variants. The image file stays.
    Removed remove(RowId id);
    void restore(const Removed& removed);

    std::vector<ReferenceBox> boxes(RowId reference_id) const;
    /// Replaces all boxes; those with id 0 get a new one.
    void set_boxes(RowId reference_id, const std::vector<ReferenceBox>& boxes);

private:
    ProjectDatabase& m_database;
    ChangeNotifier& m_changes;
    VariantStore& m_variants;
};

}  // namespace destudio

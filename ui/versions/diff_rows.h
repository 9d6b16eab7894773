// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

#include "core/project/version_diff.h"

namespace destudio::ui {

/// A picture that differs between two versions: one row of their comparison.
struct DiffRow {
    enum class Change { kAdded, kRemoved, kChanged };
    bool is_reference = false;
    RowId id = 0;
    std::string name;
    Change change = Change::kChanged;
    bool decided = false;  ///< otherwise
    VariantState before = VariantState::kNew;
    VariantState after = VariantState::kNew;
    bool boxed = false;       ///< otherwise
    bool own_before = false;  ///< else its boxes followed the threshold
    bool own_after = false;
    std::size_t boxes_added = 0;
    std::size_t boxes_removed = 0;
    std::size_t boxes_changed = 0;
};

/// Variants first, by their ids, then references. Takes a while for hundreds of thousands: call it on a worker.
std::vector<DiffRow> diff_rows(const VersionDiff& diff);

/// What is different, in few words.
QString diff_row_text(const DiffRow& row);

}  // namespace destudio::ui

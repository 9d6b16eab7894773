// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "core/project/store/types.h"

namespace destudio {

class ProjectDatabase;

/// How much a change of a class touches, and how far it is from its lower bound.
struct ClassUsage {
    std::size_t boxes = 0;     ///< ground truth of references and boxes shown in variants, whatever their state
    std::size_t images = 0;    ///< references and variants that have one
    std::size_t accepted = 0;  ///< boxes in accepted and edited variants
    std::size_t open = 0;      ///< boxes in variants that are not reviewed
    std::size_t hidden = 0;    ///< detections below the threshold
};

/// The rows that statistics are made of, without building records out of them.
class StatisticsStore {
public:
    explicit StatisticsStore(ProjectDatabase& database) : m_database(database) {}

    /// A box that is shown, of a variant that is neither rejected nor failed.
    struct BoxRow {
        RowId variant_id = 0;
        RowId class_id = 0;
        double width = 0;
        double height = 0;
        VariantState state = VariantState::kNew;
    };
    void for_each_box(double threshold, const std::function<void(const BoxRow&)>& visit) const;
    /// Counts of detections by score, `bins` equal steps from 0 to 1.
    std::vector<std::size_t> score_histogram(int bins) const;

    struct VariantRow {
        double ratio = 0;
        double guidance = 0;
        VariantState state = VariantState::kNew;
        std::size_t count = 0;
    };
    /// Variants counted by ratio, guidance and state, rising.
    std::vector<VariantRow> variants() const;

    /// For every class that has a box. Reads all of them.
    std::map<RowId, ClassUsage> class_usage(double threshold) const;

private:
    ProjectDatabase& m_database;
};

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/project/project.h"
#include "core/project/store/variant_filter.h"

namespace destudio {

/// How much of what the project has. Boxes are those that are shown; rejected and failed variants do not count, and
/// ignored regions neither.
struct ProjectStatistics {
    struct ClassCount {
        RowId class_id = 0;
        std::string name;
        std::size_t accepted = 0;          ///< boxes in accepted and edited variants
        std::size_t open = 0;              ///< boxes in variants that are not reviewed
        std::optional<int> lower_bound{};  ///< its own; none: the project's
    };
    struct Bin {
        NumberRange range;  ///< as the search understands it
        std::size_t count = 0;
    };
    /// What was decided about the variants with one value of a setting.
    struct Decisions {
        double value = 0;
        std::size_t accepted = 0;  ///< edited ones included
        std::size_t rejected = 0;
        std::size_t open = 0;
        /// Accepted among the decided, in [0,1]; 0 when nothing is decided.
        double rate() const;
    };

    std::vector<ClassCount> classes;  ///< in the project's order
    std::vector<Bin> sides;           ///< square root of a box's area, pixels
    std::vector<Bin> aspects;         ///< width over height
    std::vector<Bin> per_image;       ///< boxes in a variant
    std::vector<Bin> scores;          ///< of all kept detections, in steps of 0.05
    std::vector<Decisions> by_ratio;
    std::vector<Decisions> by_guidance;
    std::size_t variants = 0;
};

/// Reads all boxes: call it on a worker, with a project opened for reading.
ProjectStatistics project_statistics(Project& project, double threshold);

}  // namespace destudio

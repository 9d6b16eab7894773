// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>

#include "core/dataset/images/image_source.h"
#include "core/dataset/model/dataset.h"
#include "core/project/project.h"

namespace destudio {

/// The variants in `states` as a dataset for the writers of core/dataset, with where their pictures are. The class list
/// is the project's, in its order. Accepted and edited variants count as confirmed. Attributes of an image: its "state"
/// and "recipe"; of an annotation: its "state" and "origin"; Dataset::info tells how the images were made.
///
/// Reads everything: call it on a worker, with a project opened for reading.
struct ProjectExport {
    dataset::Dataset dataset;
    dataset::ImageSource images;
    /// Where an image of the dataset comes from, by its id.
    struct Origin {
        RowId variant = 0;
        RowId reference = 0;
    };
    std::map<std::int64_t, Origin> origins;
};
ProjectExport export_dataset(Project& project, double threshold, const std::set<VariantState>& states);

}  // namespace destudio

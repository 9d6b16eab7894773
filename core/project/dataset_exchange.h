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
/// and "recipe"; of an annotation: its "state" and "origin"; Dataset::info tells how the images were made. Pictures say
/// that a model made them, unless images.marks is set to MarkRule::kLeaveOut.
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
/// The same of those among `variants` alone.
ProjectExport export_dataset(Project& project, double threshold, const std::set<VariantState>& states,
                             const std::set<RowId>& variants);

/// Says in a dataset which version of the project it is, where its format has room (COCO's "info").
void name_version(dataset::Dataset& dataset, const ProjectVersion& version);

}  // namespace destudio

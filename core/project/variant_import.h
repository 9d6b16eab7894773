// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/detection.h"
#include "core/base/progress.h"
#include "core/dataset/model/dataset.h"
#include "core/project/project.h"

namespace destudio {

/// Variants that were made outside a project, before they are in one.
struct VariantScan {
    struct OwnBox {
        int class_index = 0;
        Box box;
        AnnotationOrigin origin = AnnotationOrigin::kDrawn;
        double score = 1;
        bool ignore = false;
    };
    struct Entry {
        Recipe recipe;
        std::filesystem::path picture;      ///< PNG
        std::vector<Detection> detections;  ///< class indexes of `classes`
        bool has_own_boxes = false;         ///< somebody corrected them: `boxes` count
        std::vector<OwnBox> boxes;
        VariantState state = VariantState::kNew;
    };
    std::vector<std::string> classes;
    std::vector<Entry> entries;
    std::vector<std::string> problems;  ///< one sentence for each thing that was skipped
};

/// The images of a dataset that carry a recipe, as generate and exports of projects leave them: their scored boxes are
/// detections, decisions and corrections stay.
VariantScan scan_variants(const dataset::ReadResult& read);
/// The other images.
dataset::ReadResult without_variants(const dataset::ReadResult& read);

struct VariantImport {
    std::size_t added = 0;
    std::size_t known = 0;         ///< in the project already, by recipe
    std::size_t no_reference = 0;  ///< made of a picture that the project does not have
    std::vector<std::string> problems;
};

/// Adds variants below the references with the content that their recipes name, and copies their pictures. In steps
/// that are durable each, so that an import that was stopped goes on when it is run again. The project as it was before
/// becomes a version.
/// @throws IoError, CancelledError
VariantImport import_variants(Project& project, const VariantScan& scan, const std::stop_token& stop = {},
                              const ProgressSink& progress = {});

}  // namespace destudio

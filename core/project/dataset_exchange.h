// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/dataset/dataset.h"
#include "core/dataset/image_source.h"
#include "core/project/project.h"

namespace destudio {

/// The variants in `states` as a dataset for the writers of core/dataset, with image_source() for their pictures. The
/// class list is the project's. Accepted and edited variants count as confirmed; attributes carry the review state, the
/// origin of the box and the names of reference and ratio. A copy: it may be handed to a worker.
struct ProjectExport {
    dataset::Dataset dataset;
    dataset::ImageSource images;
};
ProjectExport export_dataset(Project& project, double threshold, const std::set<VariantState>& states);

/// What an import did.
struct ImportReport {
    std::vector<RowId> references;
    std::vector<std::string> problems;  ///< one sentence for each thing that was skipped or repaired
};

/// Adds every readable image below `folder` (not in it: hidden folders) in the order of their paths. An image that is
/// in the project already, by hash, is skipped. Unreadable ones become problems.
ImportReport import_image_folder(Project& project, const std::filesystem::path& folder);
ImportReport import_images(Project& project, const std::vector<std::filesystem::path>& files);

/// Adds the images of a COCO file with boxes and captions. @param images  folder of the images; empty: `images` beside
/// the file, else the file's folder. @throws IoError, FormatError when the annotation file is unusable
ImportReport import_coco(Project& project, const std::filesystem::path& annotations,
                         const std::filesystem::path& images = {});

/// A new project that holds the sample references. The pictures are copied into the project's folder, because the
/// installed ones may be replaced by an update.
/// @throws IoError when `file` exists or the sample is missing
std::unique_ptr<Project> create_sample_project(const std::filesystem::path& file);

}  // namespace destudio

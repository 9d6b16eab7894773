// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/dataset/model/dataset.h"
#include "core/project/project.h"

namespace destudio {

/// References as files describe them, before they are in a project. Reading them hashes every image: do it on a worker,
/// then hand the result to add_references() in the window's thread.
struct ImportScan {
    struct NamedBox {
        std::string class_name;
        Box box;              ///< pixels of the oriented image
        bool ignore = false;  ///< as ReferenceBox::ignore
    };
    struct Entry {
        Reference reference;
        std::vector<NamedBox> boxes;
    };
    std::vector<std::string> classes;  ///< in the file's order
    std::vector<Entry> entries;
    std::vector<std::string> problems;  ///< one sentence for each thing that was skipped or repaired
};

/// Every image below `folder` by its extension, not in hidden folders, in the order of their paths.
/// @throws IoError, CancelledError
std::vector<std::filesystem::path> image_files_below(const std::filesystem::path& folder,
                                                     const std::stop_token& stop = {});

/// Unreadable files become problems. @throws CancelledError
ImportScan scan_images(const std::vector<std::filesystem::path>& files, std::stop_token stop = {},
                       const ProgressSink& progress = {});
/// scan_images() of image_files_below(). @throws IoError, CancelledError
ImportScan scan_image_folder(const std::filesystem::path& folder, std::stop_token stop = {},
                             const ProgressSink& progress = {});
/// The images of a dataset that was read, with boxes and captions. Those whose size is not what the dataset says become
/// problems. Images of val and test are left out where there are others, and told: a project keeps no splits.
/// @param source  what messages call the dataset @throws CancelledError
ImportScan scan_dataset(const dataset::ReadResult& read, const std::filesystem::path& source, std::stop_token stop = {},
                        const ProgressSink& progress = {});
/// The images of a COCO file with boxes and captions. @param images  folder of the images; empty: `images` beside the
/// file, else the file's folder. @throws IoError, FormatError when the file is unusable; CancelledError
ImportScan scan_coco(const std::filesystem::path& annotations, const std::filesystem::path& images = {},
                     std::stop_token stop = {}, const ProgressSink& progress = {});

/// What an import did.
struct ImportReport {
    std::vector<RowId> references;
    std::vector<std::string> problems;
};
/// Adds everything in one transaction. Images that the project has already, by hash, are skipped, which is reported.
/// New classes are appended to the project's list.
ImportReport add_references(Project& project, const ImportScan& scan);

/// A new project starts with the sampler, steps and guidance scale that suit the built-in bundle, where there is one.
/// @param bundle  its sibling that the project works with; empty: the built-in one itself
void adopt_built_in_guidance(Project& project, const std::filesystem::path& bundle = {});

}  // namespace destudio

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/base/progress.h"
#include "core/dataset/model/dataset.h"
#include "core/project/reference_import.h"
#include "core/project/store/types.h"

namespace destudio {

/// A dataset or folder of images that a project can start from, read but not yet looked at image by image.
struct ProjectSource {
    std::filesystem::path path;  ///< empty: nothing
    std::string format;          ///< title of the format: "Pascal VOC"
    dataset::ReadResult read;
    std::size_t captions = 0;  ///< images that have one
};
/// @param format  name of a format of core/dataset; empty: the one that `path` looks like, or else the images of a
/// folder
/// @throws IoError, FormatError, UsageError
ProjectSource read_project_source(const std::filesystem::path& path, const std::string& format = {});

/// What a new project is made of.
struct NewProject {
    std::filesystem::path file;
    std::string name;
    ProjectSource source;
    /// The ordered class list: the name in the source, or empty for a class that it does not have, and the name in the
    /// project. Two with one name become one class. Classes of the source that are missing here are appended.
    std::vector<std::pair<std::string, std::string>> classes;
    bool use_captions = true;  ///< false: every reference gets the generic prompt
    GenerationSettings settings;
};

/// Reads every image of the source and makes the project. It gets its name when it is complete: on an error or a stop
/// nothing of it remains. Slow: call it on a worker. @return images that were left out, as problems
/// @throws IoError when there is such a file already or it cannot be written, CancelledError
ImportReport make_project(const NewProject& wanted, const std::stop_token& stop = {},
                          const ProgressSink& progress = {});

}  // namespace destudio

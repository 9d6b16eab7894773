// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/dataset/model/dataset.h"

namespace destudio::dataset {

/// One annotation file, or one folder, of a dataset that is divided.
struct Part {
    std::filesystem::path path;
    std::string split;  ///< "train", "val", "test" or empty
};

/// The folders of `folder` whose names are splits (split_of_word(): "train", "valid", "Test", "val2017") and that
/// `accepts` takes, with `file` appended to their path; train first, then val and test. Roboflow divides every format
/// this way.
std::vector<Part> split_folders(const std::filesystem::path& folder, const std::string& file,
                                const std::function<bool(const std::filesystem::path& part)>& accepts);

/// Reads parts one after another into one dataset. An image without a split gets its part's. The image folder becomes
/// the one in which those of all parts lie, and file names relative to it.
/// @param images holds the pictures of all parts; empty: each part says where its own are
ReadResult read_parts(const std::vector<Part>& parts, const std::filesystem::path& images,
                      const std::function<ReadResult(const std::filesystem::path& part)>& read);

}  // namespace destudio::dataset

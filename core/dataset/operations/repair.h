// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/dataset/io/format.h"

namespace destudio::dataset {

/// Writes a copy with the safe fixes: what reading left out stays out, boxes are cut to the size of their picture, ids
/// and areas are made anew, pictures are stored upright, images whose picture cannot be read are taken out. The
/// original is not touched, and nothing is written where the copy would destroy what is sound.
/// @return what was changed beyond what reading told, each with before and after
/// @throws FormatError when nothing could be read, when reading found sound parts that the copy would lose, or when
/// most
///         pictures are missing; UsageError when `out` is the dataset's own folder; as the writers do
std::vector<Issue> write_repaired(const DatasetFormat& format, const ReadResult& read, const std::filesystem::path& out,
                                  std::stop_token stop = {}, const ProgressSink& progress = {});

/// A copy of a dataset's folder, byte for byte: what is good is not changed.
/// @return false when the dataset is no folder that holds its pictures; nothing is written then
/// @throws UsageError when one of the two folders lies in the other; IoError, FormatError (a link out of the folder),
///         CancelledError
bool copy_unchanged(const std::filesystem::path& dataset, const std::filesystem::path& image_folder,
                    const std::filesystem::path& out, std::stop_token stop = {});

}  // namespace destudio::dataset

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/dataset/io/format.h"

namespace destudio::dataset {

/// Writes a copy with the safe fixes: what reading left out stays out, boxes are cut, ids and areas are made anew,
/// pictures are stored upright, sizes are those of the pictures, images whose picture cannot be read are taken out.
/// The original is not touched.
/// @return what was changed beyond that, and what the copy does not keep
/// @throws FormatError when nothing could be read; UsageError when `out` is the dataset's own folder; as the writers do
std::vector<Issue> write_repaired(const DatasetFormat& format, const ReadResult& read, const std::filesystem::path& out,
                                  std::stop_token stop = {}, const ProgressSink& progress = {});

}  // namespace destudio::dataset

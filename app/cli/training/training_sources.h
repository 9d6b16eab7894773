// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/training/sources/training_sources.h"

namespace destudio::cli {

/// A dataset on disk, one tenth of its pictures held out, or those of its "val" split where it has one. Only in builds
/// with the engine.
/// @param path its folder or annotation file  @param format auto, or one of dataset_format_words()
/// @param images folder of the files; empty: where the dataset says
/// @throws IoError, FormatError, also when the format cannot be told
training::TrainingSources open_dataset_sources(const std::filesystem::path& path, const std::string& format,
                                               const std::filesystem::path& images, std::uint64_t seed);
/// What open_dataset_sources() takes as format, auto first.
std::vector<std::string> dataset_format_words();

}  // namespace destudio::cli

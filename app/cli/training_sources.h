// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/training/adapter_image_source.h"

namespace destudio::cli {

/// Pictures to learn from and pictures to measure on.
struct TrainingSources {
    std::unique_ptr<training::TrainingImageSource> training;
    std::unique_ptr<training::TrainingImageSource> held_out;
};

/// A dataset on disk, one tenth of its pictures held out, or those of its "val" split where it has one. Only in builds
/// with the engine.
/// @param path its folder or annotation file  @param format auto, coco, voc or yolo
/// @param images folder of the files; empty: where the dataset says
/// @throws UsageError when the format cannot be told, IoError, FormatError
TrainingSources open_dataset_sources(const std::filesystem::path& path, const std::string& format,
                                     const std::filesystem::path& images, std::uint64_t seed);

}  // namespace destudio::cli

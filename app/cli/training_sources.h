// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "core/training/adapter_image_source.h"

namespace destudio::cli {

/// Pictures to learn from and pictures to measure on.
struct TrainingSources {
    std::unique_ptr<training::TrainingImageSource> training;
    std::unique_ptr<training::TrainingImageSource> held_out;
};

/// A COCO dataset on disk, one tenth of its pictures held out. Only in builds with the engine.
/// @param images folder of the files; empty: where the dataset says
/// @throws IoError, FormatError
TrainingSources open_dataset_sources(const std::filesystem::path& coco_json, const std::filesystem::path& images,
                                     std::uint64_t seed);

}  // namespace destudio::cli

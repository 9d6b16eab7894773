// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/training/sources/adapter_world_source.h"

namespace destudio::training {

/// Pictures to learn from and pictures to measure on.
struct TrainingSources {
    std::unique_ptr<world::SpriteAtlas> atlas;  ///< that scenes are drawn from; null where they are none
    std::unique_ptr<TrainingImageSource> training;
    std::unique_ptr<TrainingImageSource> held_out;
};

/// Scenes of the clipart world: the training split's, and the validation split's to measure on. @throws IoError,
/// FormatError
TrainingSources open_world_sources(const std::filesystem::path& atlas, std::uint64_t seed);

}  // namespace destudio::training

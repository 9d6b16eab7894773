// SPDX-License-Identifier: Apache-2.0
#include "core/training/sources/training_sources.h"

namespace destudio::training {

TrainingSources open_world_sources(const std::filesystem::path& atlas, std::uint64_t seed) {
    TrainingSources sources;
    sources.atlas = std::make_unique<world::SpriteAtlas>(world::SpriteAtlas::load(atlas));
    sources.training = std::make_unique<WorldImageSource>(*sources.atlas, world::Split::kTrain, seed);
    sources.held_out = std::make_unique<WorldImageSource>(*sources.atlas, world::Split::kVal, 0);
    return sources;
}

}  // namespace destudio::training

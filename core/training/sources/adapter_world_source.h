// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/sources/adapter_image_source.h"
#include "core/world/scene_renderer.h"
#include "core/world/sprite_atlas.h"

namespace destudio::training {

/// Scenes of the clipart world.
class WorldImageSource : public TrainingImageSource {
public:
    /// @param atlas must outlive the source  @param test_only_artworks as in world::SceneSpec
    WorldImageSource(const world::SpriteAtlas& atlas, world::Split split, std::uint64_t seed,
                     bool test_only_artworks = false);

    const std::vector<std::string>& classes() const override { return m_atlas.classes(); }
    std::uint64_t count() const override { return 0; }
    TrainingImage get(std::uint64_t index, int size) const override;

private:
    const world::SpriteAtlas& m_atlas;
    world::Split m_split;
    std::uint64_t m_seed;
    bool m_test_only_artworks;
};

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/training/sources/captioned_source.h"
#include "core/world/scene_renderer.h"
#include "core/world/sprite_atlas.h"

namespace destudio::training {

/// Scenes of the clipart world with their captions, without end.
class CaptionedWorldSource : public CaptionedSource {
public:
    /// @param atlas must outlive the source
    CaptionedWorldSource(const world::SpriteAtlas& atlas, const world::SceneSpec& spec)
        : m_atlas(atlas), m_spec(spec) {}

    std::uint64_t count() const override { return 0; }
    CaptionedPicture get(std::uint64_t index) const override {
        world::Scene scene = world::render_scene(m_atlas, m_spec, index);
        return {scene.size, scene.size, std::move(scene.rgb), std::move(scene.caption)};
    }
    /// Captions do not depend on the pictures' size, so the smallest that can be drawn will do.
    std::string caption(std::uint64_t index) const override {
        world::SceneSpec smallest = m_spec;
        smallest.size = kSmallestScene;
        return world::render_scene(m_atlas, smallest, index).caption;
    }

private:
    static constexpr int kSmallestScene = 16;

    const world::SpriteAtlas& m_atlas;
    world::SceneSpec m_spec;
};

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#include "core/training/sources/adapter_world_source.h"

namespace destudio::training {

WorldImageSource::WorldImageSource(const world::SpriteAtlas& atlas, world::Split split, std::uint64_t seed,
                                   bool test_only_artworks)
    : m_atlas(atlas), m_split(split), m_seed(seed), m_test_only_artworks(test_only_artworks) {}

TrainingImage WorldImageSource::get(std::uint64_t index, int size) const {
    world::SceneSpec spec;
    spec.size = size;
    spec.split = m_split;
    spec.seed = m_seed;
    spec.test_only_artworks = m_test_only_artworks;
    world::Scene scene = world::render_scene(m_atlas, spec, index);
    TrainingImage image;
    image.size = size;
    image.rgb = std::move(scene.rgb);
    image.caption = std::move(scene.caption);
    for (const world::SceneObject& object : scene.objects) {
        image.boxes.push_back(object.box);
        image.labels.push_back(object.class_index);
    }
    return image;
}

}  // namespace destudio::training

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
    for (std::size_t i = 0; i < scene.objects.size(); ++i) {
        image.boxes.push_back(scene.objects[i].box);
        image.labels.push_back(scene.objects[i].class_index);
        image.masks.push_back(world::visible_mask(scene, i));
    }
    return image;
}

}  // namespace destudio::training

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/mask_runs.h"
#include "core/world/sprite_atlas.h"

namespace destudio::world {

enum class Split { kTrain, kVal, kTest };

/// "train", "val", "test". The parser throws UsageError for other words.
std::string to_string(Split split);
Split parse_split(const std::string& text);

/// Which endless series of scenes to draw.
struct SceneSpec {
    int size = 128;               ///< pixels of each side, 16..2048
    Split split = Split::kTrain;  ///< the splits share no scene
    std::uint64_t seed = 0;
    /// False: only artworks that training may see. True: only held-out artworks (and so only classes that have some).
    bool test_only_artworks = false;
};

struct SceneObject {
    Box box;              ///< tight around the visible alpha of the whole placed sprite, cut to the image
    int class_index = 0;  ///< index into SpriteAtlas::classes()
    int sprite = 0;       ///< index into SpriteAtlas::sprites()
};

struct Scene {
    int size = 0;
    std::vector<std::uint8_t> rgb;     ///< size x size x 3, row by row, sRGB
    std::vector<SceneObject> objects;  ///< back to front
    std::string caption;               ///< names every class in the scene
    /// Which of the objects is seen at each pixel, row by row; -1: none.
    std::vector<std::int16_t> seen{};
};

/// The pixels in which an object of the scene is seen: those that it covers by a fifth or more and nothing in front of
/// it does. None where it is hidden.
MaskRuns visible_mask(const Scene& scene, std::size_t object);

/// Scene number `index` of a series. The same arguments give the same bytes on every machine; any index may be drawn
/// in any order and from any thread.
/// @throws UsageError when the size is out of range or the atlas has no artwork of the wanted kind
Scene render_scene(const SpriteAtlas& atlas, const SceneSpec& spec, std::uint64_t index);

}  // namespace destudio::world

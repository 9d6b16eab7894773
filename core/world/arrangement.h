// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/random.h"
#include "core/world/backdrop.h"
#include "core/world/sprite_painter.h"

namespace destudio::world {

/// Which artworks a scene shows and where it plays, before anything has a position.
struct Cast {
    BackdropKind kind = BackdropKind::kPlain;
    std::vector<int> sprites;  ///< 1 to 8, indices into the atlas; repeats are likely
};

/// Picks the main class evenly over the classes (people twice as often), a place that suits it, and company that suits
/// the place. @throws UsageError when the atlas has no artwork of the wanted kind
Cast choose_cast(const SpriteAtlas& atlas, bool test_only, Random& random);

/// Finds a size and a position for every member of the cast, back to front. Nothing is covered by more than about 55 %
/// of its box; a member for which there is no room is left out, never the first.
std::vector<Placement> arrange(const SpriteAtlas& atlas, const Cast& cast, const Backdrop& backdrop, Random& random);

}  // namespace destudio::world

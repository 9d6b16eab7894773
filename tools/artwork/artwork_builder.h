// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/world/sprite_atlas.h"
#include "tools/artwork/artwork_list.h"
#include "tools/artwork/emoji_font.h"

namespace destudio::artwork {

/// The Pascal VOC classes in their usual order; the class list of the clipart world.
std::vector<std::string> voc_class_names();

/// Draws every artwork, recolors, trims and labels it with its licence. @throws ConfigError, UsageError
world::SpriteAtlas build_atlas(const EmojiFont& font);

/// The table of artworks with source and licence, as Markdown.
std::string licence_table(const world::SpriteAtlas& atlas);

}  // namespace destudio::artwork

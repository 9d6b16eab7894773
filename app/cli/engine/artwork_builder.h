// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/engine/artwork_list.h"
#include "app/cli/engine/emoji_font.h"
#include "core/world/sprite_atlas.h"

namespace destudio::cli {

/// The Pascal VOC classes in their usual order; the class list of the clipart world.
std::vector<std::string> voc_class_names();

/// Draws every artwork, recolours, trims and labels it with its licence. @throws ConfigError, UsageError
world::SpriteAtlas build_atlas(const EmojiFont& font);

/// The table of artworks with source and licence, as Markdown.
std::string licence_table(const world::SpriteAtlas& atlas);

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
// Reads an atlas of artworks.
#include "core/base/error.h"
#include "core/world/sprite_atlas.h"
#include "tests/fuzz/parts.h"

using namespace destudio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        world::SpriteAtlas::parse(fuzz::as_text(data, size), "input");
    } catch (const Error&) {
        // A sentence for the user: what a broken file should lead to.
    }
    return 0;
}

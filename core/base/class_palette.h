// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace destudio {

/// Colors after which class_palette() repeats.
inline constexpr int kClassPaletteSize = 21;

/// The one color of a class, 0xRRGGBB, by its place in the class list: on canvases, in lists, charts and contact
/// sheets. The first seven follow Okabe and Ito ("Color Universal Design", 2008), with a blue that shows on black; each
/// later one is the color farthest from all before it, seen with normal vision and with each of the three color
/// blindnesses as simulated by Machado, Oliveira and Fernandes (2009). Negative: a neutral grey, for no class.
std::uint32_t class_palette(int index);

}  // namespace destudio

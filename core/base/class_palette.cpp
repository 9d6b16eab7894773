// SPDX-License-Identifier: Apache-2.0
#include "core/base/class_palette.h"

#include <array>

namespace destudio {

namespace {

constexpr std::array<std::uint32_t, kClassPaletteSize> kPalette{
    0x56b4e9, 0xe69f00, 0x009e73, 0xf0e442, 0xcc79a7, 0xd55e00, 0x2f7fd0, 0x8800ff, 0xbbee99, 0x774422, 0x990077,
    0x00ffdd, 0x4433bb, 0xff0055, 0x8866ff, 0x990044, 0x88ee66, 0xeebbaa, 0xcc00aa, 0x99ccdd, 0xcc77ff};
constexpr std::uint32_t kNoClass = 0xa0a4aa;

}  // namespace

std::uint32_t class_palette(int index) {
    return index < 0 ? kNoClass : kPalette[static_cast<std::size_t>(index % kClassPaletteSize)];
}

}  // namespace destudio

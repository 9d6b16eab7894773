// SPDX-License-Identifier: Apache-2.0
#include "app/cli/engine/artwork_list.h"

#include <array>

namespace destudio::cli {

namespace {

constexpr Recolouring kLightSkin{30, 55, 25, 0.42, 1.0};
constexpr Recolouring kBrownSkin{30, 55, 22, 0.75, 0.66};

// {class, name, code point, own drawing, test only, recolouring, crop}
const Artwork kArtworks[] = {
    {"aeroplane", "airliner", 0x2708, {}, false, {}, {0, 0, 1, 1}},
    {"aeroplane", "small", 0x1F6E9, {}, false, {}, {0, 0, 1, 1}},
    {"aeroplane", "arrival", 0x1F6EC, {}, false, {}, {0, 0, 1, 0.66}},
    {"aeroplane", "departure", 0x1F6EB, {}, true, {}, {0, 0, 1, 0.66}},
    {"bicycle", "teal", 0x1F6B2, {}, false, {}, {0, 0, 1, 1}},
    {"bicycle", "red", 0x1F6B2, {}, false, {120, 240, 2, 1.7, 1.15}, {0, 0, 1, 1}},
    {"bicycle", "yellow", 0x1F6B2, {}, false, {120, 240, 42, 1.9, 1.3}, {0, 0, 1, 1}},
    {"bird", "blue", 0x1F426, {}, false, {}, {0, 0, 1, 1}},
    {"bird", "duck", 0x1F986, {}, false, {}, {0, 0, 1, 1}},
    {"bird", "parrot", 0x1F99C, {}, false, {}, {0, 0, 1, 1}},
    {"bird", "rooster", 0x1F413, {}, false, {}, {0, 0, 1, 1}},
    {"bird", "eagle", 0x1F985, {}, true, {}, {0, 0, 1, 1}},
    {"boat", "sailboat", 0x26F5, {}, false, {}, {0, 0, 1, 1}},
    {"boat", "speedboat", 0x1F6A4, {}, false, {}, {0, 0, 1, 1}},
    {"boat", "ferry", 0x1F6F3, {}, false, {}, {0, 0, 1, 1}},
    {"boat", "canoe", 0x1F6F6, {}, false, {}, {0, 0, 1, 1}},
    {"boat", "motor-boat", 0x1F6E5, {}, true, {}, {0, 0, 1, 1}},
    {"bottle", "champagne", 0x1F37E, {}, false, {}, {0, 0, 1, 1}},
    {"bottle", "lotion", 0x1F9F4, {}, false, {}, {0, 0, 1, 1}},
    {"bottle", "wine", 0, "bottle-wine", false, {}, {0, 0, 1, 1}},
    {"bottle", "water", 0, "bottle-water", false, {}, {0, 0, 1, 1}},
    {"bottle", "juice", 0, "bottle-juice", true, {}, {0, 0, 1, 1}},
    {"bus", "side", 0x1F68C, {}, false, {}, {0, 0, 1, 1}},
    {"bus", "front", 0x1F68D, {}, false, {}, {0, 0, 1, 1}},
    {"bus", "trolleybus", 0x1F68E, {}, false, {}, {0, 0.22, 1, 0.78}},
    {"car", "red", 0x1F697, {}, false, {}, {0, 0, 1, 1}},
    {"car", "blue", 0x1F699, {}, false, {}, {0, 0, 1, 1}},
    {"car", "taxi", 0x1F695, {}, false, {}, {0, 0, 1, 1}},
    {"car", "front", 0x1F698, {}, false, {}, {0, 0, 1, 1}},
    {"car", "police", 0x1F693, {}, true, {}, {0, 0, 1, 1}},
    {"cat", "orange", 0x1F408, {}, false, {}, {0, 0, 1, 1}},
    {"cat", "grey", 0x1F408, {}, false, {0, 360, 215, 0.12, 0.72}, {0, 0, 1, 1}},
    {"cat", "black", 0x1F408, {}, false, {0, 360, 230, 0.2, 0.32}, {0, 0, 1, 1}},
    {"chair", "wooden", 0x1FA91, {}, false, {}, {0, 0, 1, 1}},
    {"chair", "seat", 0x1F4BA, {}, false, {}, {0, 0, 1, 1}},
    {"chair", "armchair", 0, "armchair", false, {}, {0, 0, 1, 1}},
    {"cow", "spotted", 0x1F404, {}, false, {}, {0, 0, 1, 1}},
    {"cow", "ox", 0x1F402, {}, false, {}, {0, 0, 1, 1}},
    {"cow", "buffalo", 0x1F403, {}, true, {}, {0, 0, 1, 1}},
    {"diningtable", "wood", 0, "table-wood", false, {}, {0, 0, 1, 1}},
    {"diningtable", "dark", 0, "table-dark", false, {}, {0, 0, 1, 1}},
    {"diningtable", "cloth", 0, "table-cloth", false, {}, {0, 0, 1, 1}},
    {"dog", "puppy", 0x1F415, {}, false, {}, {0, 0, 1, 1}},
    {"dog", "guide-dog", 0x1F9AE, {}, false, {}, {0, 0, 1, 1}},
    {"dog", "poodle", 0x1F429, {}, false, {}, {0, 0, 1, 1}},
    {"dog", "brown", 0x1F415, {}, true, {0, 360, 25, 1.6, 0.62}, {0, 0, 1, 1}},
    {"horse", "chestnut", 0x1F40E, {}, false, {}, {0, 0, 1, 1}},
    {"horse", "white", 0x1F40E, {}, false, {0, 360, 35, 0.12, 1.25}, {0, 0, 1, 1}},
    {"horse", "dark", 0x1F40E, {}, false, {0, 360, 18, 0.8, 0.42}, {0, 0, 1, 1}},
    {"motorbike", "red", 0x1F3CD, {}, false, {}, {0, 0, 1, 1}},
    {"motorbike", "blue", 0x1F3CD, {}, false, {330, 390, 215, 0.95, 1.05}, {0, 0, 1, 1}},
    {"motorbike", "scooter", 0x1F6F5, {}, false, {}, {0, 0, 1, 1}},
    {"person", "standing", 0x1F9CD, {}, false, kLightSkin, {0, 0, 1, 1}},
    {"person", "walking", 0x1F6B6, {}, false, kBrownSkin, {0, 0, 1, 1}},
    {"person", "running", 0x1F3C3, {}, false, kLightSkin, {0, 0, 1, 1}},
    {"person", "dancing-woman", 0x1F483, {}, false, kLightSkin, {0, 0, 1, 1}},
    {"person", "dancing-man", 0x1F57A, {}, false, kBrownSkin, {0, 0, 1, 1}},
    {"person", "kneeling", 0x1F9CE, {}, true, kLightSkin, {0, 0, 1, 1}},
    {"pottedplant", "fern", 0x1FAB4, {}, false, {}, {0, 0, 1, 1}},
    {"pottedplant", "cactus", 0x1F335, "pot", false, {}, {0, 0, 1, 1}},
    {"pottedplant", "tulip", 0x1F337, "pot", false, {}, {0, 0, 1, 1}},
    {"pottedplant", "sunflower", 0x1F33B, "pot", true, {}, {0, 0, 1, 1}},
    {"sheep", "ewe", 0x1F411, {}, false, {}, {0, 0, 1, 1}},
    {"sheep", "ram", 0x1F40F, {}, false, {}, {0, 0, 1, 1}},
    {"sofa", "blue", 0x1F6CB, {}, false, {}, {0, 0.41, 1, 0.59}},
    {"sofa", "red", 0, "sofa-red", false, {}, {0, 0, 1, 1}},
    {"sofa", "green", 0, "sofa-green", false, {}, {0, 0, 1, 1}},
    {"train", "steam", 0x1F682, {}, false, {}, {0, 0, 1, 1}},
    {"train", "front", 0x1F686, {}, false, {}, {0, 0, 1, 1}},
    {"train", "bullet", 0x1F685, {}, false, {}, {0, 0, 1, 1}},
    {"train", "tram", 0x1F68B, {}, false, {}, {0, 0.22, 1, 0.78}},
    {"train", "high-speed", 0x1F684, {}, true, {}, {0, 0, 1, 1}},
    {"tvmonitor", "television", 0x1F4FA, {}, false, {}, {0, 0, 1, 1}},
    {"tvmonitor", "desktop", 0x1F5A5, {}, false, {}, {0, 0, 1, 1}},
    {"tvmonitor", "flat-screen", 0, "flat-screen", false, {}, {0, 0, 1, 1}},
};

}  // namespace

std::span<const Artwork> artworks() {
    return kArtworks;
}

}  // namespace destudio::cli

// SPDX-License-Identifier: Apache-2.0
#include "tools/artwork/artwork_list.h"

namespace destudio::artwork {

namespace {

constexpr Recoloring kLightSkin{36, 56, 25, 0.42, 1.0};
constexpr Recoloring kTanSkin{36, 56, 25, 0.62, 0.86};
constexpr Recoloring kBrownSkin{36, 56, 22, 0.75, 0.6};
// The emoji's shirts are orange.
constexpr Recoloring kBlueShirt{17, 36, 212, 0.8, 0.95, 0.55};
constexpr Recoloring kGreenShirt{17, 36, 140, 0.7, 0.82, 0.55};
constexpr Recoloring kPurpleShirt{17, 36, 280, 0.6, 0.85, 0.55};
constexpr Recoloring kRedShirt{17, 36, 352, 0.85, 0.9, 0.55};

const cv::Rect2d kWhole{0, 0, 1, 1};

// {class, name, code point, own drawing, test only, recolorings, crop, doubled}
const Artwork kArtworks[] = {
    {"aeroplane", "airliner", 0x2708, {}, false, {}, kWhole, false},
    {"aeroplane", "small", 0x1F6E9, {}, false, {}, kWhole, false},
    {"aeroplane", "arrival", 0x1F6EC, {}, false, {}, cv::Rect2d{0, 0, 1, 0.66}, false},
    {"aeroplane", "departure", 0x1F6EB, {}, true, {}, cv::Rect2d{0, 0, 1, 0.66}, false},
    {"bicycle", "teal", 0x1F6B2, {}, false, {}, kWhole, false},
    {"bicycle", "red", 0x1F6B2, {}, false, {{{120, 240, 2, 1.7, 1.15}}}, kWhole, false},
    {"bicycle", "yellow", 0x1F6B2, {}, false, {{{120, 240, 42, 1.9, 1.3}}}, kWhole, false},
    {"bird", "blue", 0x1F426, {}, false, {}, kWhole, false},
    {"bird", "duck", 0x1F986, {}, false, {}, kWhole, false},
    {"bird", "parrot", 0x1F99C, {}, false, {}, kWhole, false},
    {"bird", "rooster", 0x1F413, {}, false, {}, kWhole, false},
    {"bird", "eagle", 0x1F985, {}, true, {}, kWhole, false},
    {"boat", "sailboat", 0x26F5, {}, false, {}, kWhole, false},
    {"boat", "speedboat", 0x1F6A4, {}, false, {}, kWhole, false},
    {"boat", "ferry", 0x1F6F3, {}, false, {}, kWhole, false},
    {"boat", "canoe", 0x1F6F6, {}, false, {}, kWhole, false},
    {"boat", "motor-boat", 0x1F6E5, {}, true, {}, kWhole, false},
    {"bottle", "champagne", 0x1F37E, {}, false, {}, kWhole, false},
    {"bottle", "lotion", 0x1F9F4, {}, false, {}, kWhole, false},
    {"bottle", "wine", 0, "bottle-wine", false, {}, kWhole, false},
    {"bottle", "water", 0, "bottle-water", false, {}, kWhole, false},
    {"bottle", "juice", 0, "bottle-juice", true, {}, kWhole, false},
    {"bus", "side", 0x1F68C, {}, false, {}, kWhole, false},
    {"bus", "front", 0x1F68D, {}, false, {}, kWhole, false},
    {"bus", "trolleybus", 0x1F68E, {}, false, {}, cv::Rect2d{0, 0.25, 1, 0.75}, false},
    {"car", "red", 0x1F697, {}, false, {}, kWhole, false},
    {"car", "blue", 0x1F699, {}, false, {}, kWhole, false},
    {"car", "taxi", 0x1F695, {}, false, {}, kWhole, false},
    {"car", "front", 0x1F698, {}, false, {}, kWhole, false},
    {"car", "police", 0x1F693, {}, true, {}, kWhole, false},
    {"cat", "orange", 0x1F408, {}, false, {}, kWhole, false},
    {"cat", "grey", 0x1F408, {}, false, {{{0, 360, 215, 0.12, 0.72}}}, kWhole, false},
    {"cat", "black", 0x1F408, {}, false, {{{0, 360, 230, 0.2, 0.32}}}, kWhole, false},
    {"chair", "wooden", 0x1FA91, {}, false, {}, kWhole, false},
    {"chair", "seat", 0x1F4BA, {}, false, {}, kWhole, false},
    {"chair", "armchair", 0, "armchair", false, {}, kWhole, false},
    {"cow", "spotted", 0x1F404, {}, false, {}, kWhole, false},
    {"cow", "ox", 0x1F402, {}, false, {}, kWhole, false},
    {"cow", "buffalo", 0x1F403, {}, true, {}, kWhole, false},
    {"diningtable", "wood", 0, "table-wood", false, {}, kWhole, false},
    {"diningtable", "dark", 0, "table-dark", false, {}, kWhole, false},
    {"diningtable", "cloth", 0, "table-cloth", false, {}, kWhole, false},
    {"dog", "puppy", 0x1F415, {}, false, {}, kWhole, false},
    {"dog", "guide-dog", 0x1F9AE, {}, false, {}, kWhole, false},
    {"dog", "poodle", 0x1F429, {}, false, {}, kWhole, false},
    {"dog", "brown", 0x1F415, {}, true, {{{0, 360, 25, 1.6, 0.62}}}, kWhole, false},
    {"horse", "chestnut", 0x1F40E, {}, false, {}, kWhole, false},
    {"horse", "white", 0x1F40E, {}, false, {{{0, 360, 35, 0.12, 1.25}}}, kWhole, false},
    {"horse", "dark", 0x1F40E, {}, false, {{{0, 360, 18, 0.8, 0.42}}}, kWhole, false},
    {"motorbike", "red", 0x1F3CD, {}, false, {}, kWhole, false},
    {"motorbike", "blue", 0x1F3CD, {}, false, {{{330, 390, 215, 0.95, 1.05}}}, kWhole, false},
    {"motorbike", "scooter", 0x1F6F5, {}, false, {}, kWhole, false},
    {"person", "standing", 0x1F9CD, {}, false, {{kLightSkin}}, kWhole, false},
    {"person", "standing-blue", 0x1F9CD, {}, false, {{kBrownSkin, kBlueShirt}}, kWhole, false},
    {"person", "walking", 0x1F6B6, {}, false, {{kTanSkin, kGreenShirt}}, kWhole, false},
    {"person", "running", 0x1F3C3, {}, false, {{kLightSkin, kRedShirt}}, kWhole, false},
    {"person", "dancing-woman", 0x1F483, {}, false, {{kTanSkin}}, kWhole, false},
    {"person", "dancing-man", 0x1F57A, {}, false, {{kBrownSkin}}, kWhole, false},
    {"person", "kneeling", 0x1F9CE, {}, true, {{kLightSkin, kPurpleShirt}}, kWhole, false},
    {"pottedplant", "fern", 0x1FAB4, {}, false, {}, kWhole, false},
    {"pottedplant", "cactus", 0x1F335, "pot", false, {}, kWhole, false},
    {"pottedplant", "tulip", 0x1F337, "pot", false, {}, kWhole, false},
    {"pottedplant", "sunflower", 0x1F33B, "pot", true, {}, kWhole, false},
    {"sheep", "ewe", 0x1F411, {}, false, {}, kWhole, false},
    {"sheep", "ram", 0x1F40F, {}, false, {}, kWhole, false},
    {"sofa", "blue", 0x1F6CB, {}, false, {}, cv::Rect2d{0, 0.455, 1, 0.545}, false},
    {"sofa", "red", 0, "sofa-red", false, {}, kWhole, false},
    {"sofa", "green", 0, "sofa-green", false, {}, kWhole, false},
    {"train", "steam", 0x1F682, {}, false, {}, kWhole, false},
    {"train", "front", 0x1F686, {}, false, {}, kWhole, false},
    {"train", "bullet", 0x1F685, {}, false, {}, kWhole, true},
    {"train", "tram", 0x1F68B, {}, false, {}, cv::Rect2d{0, 0.26, 1, 0.74}, false},
    {"train", "high-speed", 0x1F684, {}, true, {}, kWhole, true},
    {"tvmonitor", "television", 0x1F4FA, {}, false, {}, kWhole, false},
    {"tvmonitor", "desktop", 0x1F5A5, {}, false, {}, kWhole, false},
    {"tvmonitor", "flat-screen", 0, "flat-screen", false, {}, kWhole, false},
};

}  // namespace

std::span<const Artwork> artworks() {
    return kArtworks;
}

}  // namespace destudio::artwork

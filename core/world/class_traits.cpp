// SPDX-License-Identifier: Apache-2.0
#include "core/world/class_traits.h"

#include <algorithm>
#include <array>

namespace destudio::world {

namespace {

constexpr unsigned bit(BackdropKind kind) {
    return 1U << static_cast<unsigned>(kind);
}

constexpr unsigned kAbstract =
    bit(BackdropKind::kPlain) | bit(BackdropKind::kStripes) | bit(BackdropKind::kDots) | bit(BackdropKind::kChecks);
constexpr unsigned kMeadow = bit(BackdropKind::kMeadow);
constexpr unsigned kRoad = bit(BackdropKind::kRoad);
constexpr unsigned kSea = bit(BackdropKind::kSea);
constexpr unsigned kBeach = bit(BackdropKind::kBeach);
constexpr unsigned kSnow = bit(BackdropKind::kSnow);
constexpr unsigned kSky = bit(BackdropKind::kSky);
constexpr unsigned kRoom = bit(BackdropKind::kRoom);

constexpr std::array<ClassTraits, 20> kTraits{{
    {"aeroplane", "an aeroplane", "aeroplanes", 1.1, true, true, kSky | kMeadow | kSea | kBeach | kAbstract},
    {"bicycle", "a bicycle", "bicycles", 1.0, false, true, kMeadow | kRoad | kBeach | kRoom | kAbstract},
    {"bird", "a bird", "birds", 0.8, true, true, kMeadow | kSky | kBeach | kSnow | kSea | kAbstract},
    {"boat", "a boat", "boats", 1.1, false, true, kSea | kBeach | kAbstract},
    {"bottle", "a bottle", "bottles", 0.95, false, true, kRoom | kAbstract},
    {"bus", "a bus", "buses", 1.2, false, false, kRoad | kMeadow | kSnow | kAbstract},
    {"car", "a car", "cars", 1.05, false, false, kRoad | kMeadow | kBeach | kSnow | kAbstract},
    {"cat", "a cat", "cats", 0.9, false, true, kRoom | kMeadow | kAbstract},
    {"chair", "a chair", "chairs", 0.95, false, false, kRoom | kBeach | kAbstract},
    {"cow", "a cow", "cows", 1.1, false, false, kMeadow | kRoad | kAbstract},
    {"diningtable", "a dining table", "dining tables", 1.1, false, false, kRoom | kAbstract},
    {"dog", "a dog", "dogs", 0.9, false, true, kMeadow | kRoom | kBeach | kSnow | kAbstract},
    {"horse", "a horse", "horses", 1.1, false, true, kMeadow | kBeach | kSnow | kAbstract},
    {"motorbike", "a motorbike", "motorbikes", 1.0, false, true, kRoad | kMeadow | kAbstract},
    {"person", "a person", "people", 1.25, false, true, kMeadow | kRoad | kBeach | kSnow | kRoom | kAbstract},
    {"pottedplant", "a potted plant", "potted plants", 0.9, false, false, kRoom | kAbstract},
    {"sheep", "a sheep", "sheep", 0.95, false, true, kMeadow | kSnow | kAbstract},
    {"sofa", "a sofa", "sofas", 1.15, false, false, kRoom | kAbstract},
    {"train", "a train", "trains", 1.2, false, false, kMeadow | kSnow | kRoad | kAbstract},
    {"tvmonitor", "a tv monitor", "tv monitors", 0.95, false, false, kRoom | kAbstract},
}};

}  // namespace

ClassTraits traits_of(const std::string& class_name) {
    const auto* found =
        std::find_if(kTraits.begin(), kTraits.end(), [&](const ClassTraits& t) { return t.name == class_name; });
    if (found != kTraits.end()) {
        return *found;
    }
    return {.name = class_name, .singular = class_name, .plural = class_name, .places = ~0U};
}

}  // namespace destudio::world

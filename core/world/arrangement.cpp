// SPDX-License-Identifier: Apache-2.0
#include "core/world/arrangement.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace destudio::world {

namespace {

constexpr double kMaxCovered = 0.55;
constexpr double kSmallestSide = 0.18;
constexpr double kLargestSide = 0.86;

std::size_t pick_weighted(const std::vector<double>& weights, Random& random) {
    double total = 0;
    for (const double weight : weights) {
        total += weight;
    }
    double left = random.uniform(0, total);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0) {
            return i;
        }
    }
    return weights.size() - 1;
}

int pick_sprite(const SpriteAtlas& atlas, int class_index, bool test_only, Random& random) {
    const auto& sprites = atlas.sprites_of(class_index, test_only);
    return sprites[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(sprites.size()) - 1))];
}

BackdropKind pick_backdrop(const ClassTraits& traits, Random& random) {
    // Meadow, road, sea, beach, snow, sky, room, plain, stripes, dots, checks.
    const double usual[kBackdropKinds] = {5, 4, 5, 3, 2, 5, 6, 4, 1, 1, 1};
    std::vector<double> weights;
    for (int i = 0; i < kBackdropKinds; ++i) {
        weights.push_back(traits.belongs(static_cast<BackdropKind>(i)) ? usual[i] : 0.02 * usual[i]);
    }
    return static_cast<BackdropKind>(pick_weighted(weights, random));
}

// Long side of the k-th of n members; the first is the main one.
double pick_side(int k, int n, Random& random) {
    if (n == 1) {
        return random.uniform(0.46, 0.86);
    }
    if (k == 0) {
        return n <= 3 ? random.uniform(0.42, 0.72) : random.uniform(0.34, 0.52);
    }
    return n <= 3 ? random.uniform(0.26, 0.56) : random.uniform(0.2, 0.4);
}

Placement size_and_pose(const SpriteAtlas& atlas, int sprite_index, double side, Random& random) {
    const Sprite& sprite = atlas.sprites()[static_cast<std::size_t>(sprite_index)];
    const ClassTraits traits = traits_of(atlas.classes()[static_cast<std::size_t>(sprite.class_index)]);
    const double longest = std::clamp(side * traits.scale, kSmallestSide, kLargestSide);
    const double unit = longest / std::max(sprite.width, sprite.height);
    Placement p;
    p.sprite = sprite_index;
    p.width = sprite.width * unit;
    p.height = sprite.height * unit;
    const double most = (traits.turns ? 12.0 : 4.0) * 3.14159265358979 / 180;
    p.angle = most * (random.uniform() + random.uniform() - 1);
    p.flipped = random.chance(0.5);
    const double brightness = random.uniform(0.92, 1.05);
    const auto channel = [&] { return static_cast<float>(brightness * random.uniform(0.96, 1.04)); };
    p.tint.red = channel();
    p.tint.green = channel();
    p.tint.blue = channel();
    return p;
}

void pick_position(Placement& p, const Backdrop& backdrop, const ClassTraits& traits, Random& random) {
    const Box box = outline(p);
    const double half_width = box.width() / 2;
    const double half_height = box.height() / 2;
    const double outside = random.chance(0.1) ? 0.22 : -0.015;  // part of the object that may leave the picture
    const double x_margin = half_width - outside * box.width();
    p.cx = x_margin < 0.5 ? random.uniform(x_margin, 1 - x_margin) : 0.5;
    if (backdrop.has_ground && !(traits.flies && random.chance(0.6))) {
        // Lower means nearer, and nearer means larger.
        const double nearness = std::clamp((std::max(p.width, p.height) - 0.2) / 0.5, 0.0, 1.0);
        const double far_edge = backdrop.ground_top + 0.07;
        const double t = std::clamp(0.6 * nearness + random.uniform(0, 0.45), 0.0, 1.0);
        const double bottom = std::max(far_edge + (0.97 - far_edge) * t, box.height() + 0.015);
        p.cy = std::min(bottom, 0.985) - half_height;
        if (outside > 0 && random.chance(0.4)) {
            p.cy += outside * box.height() * random.uniform(0.3, 1);
        }
        return;
    }
    const double y_margin = half_height - outside * box.height();
    const double lowest = backdrop.has_ground ? std::max(y_margin + 0.02, backdrop.ground_top) : 1 - y_margin;
    p.cy = y_margin < 0.5 ? random.uniform(y_margin, std::max(y_margin, std::min(lowest, 1 - y_margin))) : 0.5;
}

double lower_edge(const Placement& p) {
    return outline(p).y2;
}

// Largest part of any box that boxes in front of it cover; boxes with a lower edge are in front.
double worst_cover(const std::vector<Placement>& placements) {
    double worst = 0;
    for (const Placement& behind : placements) {
        const Box box = outline(behind);
        double covered = 0;
        for (const Placement& front : placements) {
            if (&front != &behind && lower_edge(front) >= lower_edge(behind)) {
                covered += intersection(box, outline(front)).area();
            }
        }
        worst = std::max(worst, covered / box.area());
    }
    return worst;
}

bool find_room(std::vector<Placement>& placements, Placement p, const Backdrop& backdrop, const ClassTraits& traits,
               Random& random) {
    constexpr int kTries = 24;
    const double mood = random.uniform();
    double allowed = mood < 0.6 ? 0.06 : (mood < 0.9 ? 0.28 : kMaxCovered);
    for (int i = 0; i < kTries; ++i) {
        if (i == kTries / 2) {
            allowed = std::max(allowed, 0.28);
            p.width *= 0.8;
            p.height *= 0.8;
            if (std::max(p.width, p.height) < kSmallestSide) {
                return false;
            }
        }
        pick_position(p, backdrop, traits, random);
        placements.push_back(p);
        if (worst_cover(placements) <= allowed) {
            return true;
        }
        placements.pop_back();
    }
    return false;
}

}  // namespace

Cast choose_cast(const SpriteAtlas& atlas, bool test_only, Random& random) {
    const auto classes = static_cast<int>(atlas.classes().size());
    std::vector<double> main_weights;
    double total = 0;
    for (int i = 0; i < classes; ++i) {
        const bool usable = !atlas.sprites_of(i, test_only).empty();
        const double weight = !usable ? 0 : (atlas.classes()[static_cast<std::size_t>(i)] == "person" ? 2 : 1);
        main_weights.push_back(weight);
        total += weight;
    }
    if (total <= 0) {
        throw UsageError(test_only ? "The artwork atlas has no held-out artworks." : "The artwork atlas is empty.");
    }
    Cast cast;
    const auto main_class = static_cast<int>(pick_weighted(main_weights, random));
    cast.kind = pick_backdrop(traits_of(atlas.classes()[static_cast<std::size_t>(main_class)]), random);
    cast.sprites.push_back(pick_sprite(atlas, main_class, test_only, random));

    std::vector<double> company;
    for (int i = 0; i < classes; ++i) {
        const bool suits = traits_of(atlas.classes()[static_cast<std::size_t>(i)]).belongs(cast.kind);
        company.push_back(main_weights[static_cast<std::size_t>(i)] * (suits ? 1 : 0.06));
    }
    const std::vector<double> count_weights{30, 28, 18, 11, 6, 4, 2, 1};
    const auto count = pick_weighted(count_weights, random) + 1;
    while (cast.sprites.size() < count) {
        if (random.chance(0.3)) {  // another one of a class that is there already
            const auto like =
                static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(cast.sprites.size()) - 1));
            const Sprite& sprite = atlas.sprites()[static_cast<std::size_t>(cast.sprites[like])];
            cast.sprites.push_back(pick_sprite(atlas, sprite.class_index, test_only, random));
        } else {
            const auto class_index = static_cast<int>(pick_weighted(company, random));
            cast.sprites.push_back(pick_sprite(atlas, class_index, test_only, random));
        }
    }
    return cast;
}

std::vector<Placement> arrange(const SpriteAtlas& atlas, const Cast& cast, const Backdrop& backdrop, Random& random) {
    const auto n = static_cast<int>(cast.sprites.size());
    std::vector<Placement> placements;
    for (int k = 0; k < n; ++k) {
        const int sprite_index = cast.sprites[static_cast<std::size_t>(k)];
        const Sprite& sprite = atlas.sprites()[static_cast<std::size_t>(sprite_index)];
        const auto traits = traits_of(atlas.classes()[static_cast<std::size_t>(sprite.class_index)]);
        const Placement p = size_and_pose(atlas, sprite_index, pick_side(k, n, random), random);
        find_room(placements, p, backdrop, traits, random);
    }
    std::stable_sort(placements.begin(), placements.end(),
                     [](const Placement& a, const Placement& b) { return lower_edge(a) < lower_edge(b); });
    return placements;
}

}  // namespace destudio::world

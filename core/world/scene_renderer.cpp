// SPDX-License-Identifier: Apache-2.0
#include "core/world/scene_renderer.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/world/arrangement.h"
#include "core/world/caption.h"

namespace destudio::world {

namespace {

// Streams of random numbers of one scene; separate, so that a change in one part leaves the others alone.
enum Stream : std::uint64_t { kCast = 1, kBackdrop, kArrangement, kCaption };

void paint_contact_shadow(Canvas& canvas, const Placement& p, double opacity) {
    const Box box = outline(p);
    const double ry = std::max(0.018, 0.055 * p.width);
    canvas.fill_ellipse(p.cx, box.y2 - ry * 0.35, p.width * 0.5, ry, {20, 20, 40}, opacity, 0.9);
}

}  // namespace

std::string to_string(Split split) {
    switch (split) {
        case Split::kTrain:
            return "train";
        case Split::kVal:
            return "val";
        case Split::kTest:
            return "test";
    }
    return "train";
}

Split parse_split(const std::string& text) {
    for (const Split split : {Split::kTrain, Split::kVal, Split::kTest}) {
        if (text == to_string(split)) {
            return split;
        }
    }
    throw UsageError("There is no split \"" + text + "\"; use train, val or test.");
}

MaskRuns visible_mask(const Scene& scene, std::size_t object) {
    std::vector<std::uint8_t> pixels;
    for (const std::int16_t seen : scene.seen) {
        pixels.push_back(seen >= 0 && static_cast<std::size_t>(seen) == object ? 1 : 0);
    }
    return runs_of_pixels(pixels, {scene.size, scene.size});
}

Scene render_scene(const SpriteAtlas& atlas, const SceneSpec& spec, std::uint64_t index) {
    constexpr int kLeastSize = 16;
    constexpr int kMaxSize = 2048;
    if (spec.size < kLeastSize || spec.size > kMaxSize) {
        throw UsageError("Scenes can be " + std::to_string(kLeastSize) + " to " + std::to_string(kMaxSize) +
                         " pixels large, not " + std::to_string(spec.size) + ".");
    }
    const std::uint64_t series =
        mix_seeds(spec.seed, 0x5EED0 + static_cast<std::uint64_t>(spec.split) * 2 + (spec.test_only_artworks ? 1 : 0));
    const std::uint64_t seed = mix_seeds(series, index);
    const auto stream = [seed](Stream which) { return Random(mix_seeds(seed, which)); };

    Random cast_random = stream(kCast);
    Random backdrop_random = stream(kBackdrop);
    Random arrangement_random = stream(kArrangement);
    Random caption_random = stream(kCaption);

    const Cast cast = choose_cast(atlas, spec.test_only_artworks, cast_random);
    Canvas canvas(spec.size);
    const Backdrop backdrop = paint_backdrop(canvas, cast.kind, backdrop_random);
    const auto placements = arrange(atlas, cast, backdrop, arrangement_random);

    Scene scene;
    scene.size = spec.size;
    scene.seen.assign(static_cast<std::size_t>(spec.size) * static_cast<std::size_t>(spec.size), -1);
    std::vector<int> object_classes;
    for (const Placement& placement : placements) {
        const Sprite& sprite = atlas.sprites()[static_cast<std::size_t>(placement.sprite)];
        const bool in_the_air = backdrop.has_ground && outline(placement).y2 < backdrop.ground_top + 0.05;
        if (backdrop.shadow > 0 && !in_the_air) {
            paint_contact_shadow(canvas, placement, backdrop.shadow);
        }
        const Box box =
            paint_sprite(canvas, atlas, placement, &scene.seen, static_cast<std::int16_t>(scene.objects.size()));
        if (!box.empty()) {
            scene.objects.push_back({box, sprite.class_index, placement.sprite});
            object_classes.push_back(sprite.class_index);
        }
    }
    scene.caption = write_caption(atlas.classes(), object_classes, backdrop.phrase, caption_random);
    scene.rgb = canvas.to_rgb8();
    return scene;
}

}  // namespace destudio::world

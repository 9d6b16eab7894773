// SPDX-License-Identifier: Apache-2.0
#include "core/world/scene_renderer.h"

#include <QTest>
#include <filesystem>
#include <set>
#include <thread>

#include "core/base/error.h"
#include "core/world/class_traits.h"
#include "tests/support/test_main.h"

namespace destudio::scene_renderer_test {

using namespace destudio::world;

namespace {

const SpriteAtlas& shipped() {
    static const SpriteAtlas atlas =
        SpriteAtlas::load(std::filesystem::path(DESTUDIO_SOURCE_DIR) / "models/clipart/world/atlas.bin");
    return atlas;
}

// FNV-1a over pixels, boxes and caption.
std::uint64_t fingerprint(const Scene& scene) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    const auto add = [&hash](std::uint64_t byte) { hash = (hash ^ byte) * 0x100000001B3ULL; };
    for (const auto byte : scene.rgb) {
        add(byte);
    }
    for (const SceneObject& object : scene.objects) {
        for (const double edge : {object.box.x1, object.box.y1, object.box.x2, object.box.y2}) {
            add(static_cast<std::uint64_t>(edge));
        }
        add(static_cast<std::uint64_t>(object.class_index));
        add(static_cast<std::uint64_t>(object.sprite));
    }
    for (const char c : scene.caption) {
        add(static_cast<unsigned char>(c));
    }
    return hash;
}

// One red square of 40 x 20 pixels.
SpriteAtlas plain_atlas() {
    Sprite sprite{"red", 0, false, "test", "Apache-2.0", 40, 20, {}};
    for (int i = 0; i < 40 * 20; ++i) {
        sprite.rgba.insert(sprite.rgba.end(), {255, 0, 0, 255});
    }
    return {{"thing"}, {sprite}};
}

}  // namespace

class SceneRendererTest : public QObject {
    Q_OBJECT

private slots:
    void is_the_same_everywhere_and_always() {
        // The weights were trained on these very scenes: a change here needs new training.
        const SceneSpec spec{64, Split::kTrain, 7, false};
        std::uint64_t all = 0;
        for (std::uint64_t i = 0; i < 200; ++i) {
            all = all * 31 + fingerprint(render_scene(shipped(), spec, i));
        }
        QCOMPARE(all, std::uint64_t{3958367885723145129U});
        QCOMPARE(fingerprint(render_scene(shipped(), spec, 100)), fingerprint(render_scene(shipped(), spec, 100)));
    }

    void threads_do_not_disturb_each_other() {
        const SceneSpec spec{96, Split::kVal, 1, false};
        std::vector<std::uint64_t> expected;
        for (std::uint64_t i = 0; i < 40; ++i) {
            expected.push_back(fingerprint(render_scene(shipped(), spec, i)));
        }
        std::vector<std::uint64_t> got(expected.size());
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (std::size_t i = t; i < got.size(); i += 4) {
                    got[i] = fingerprint(render_scene(shipped(), spec, i));
                }
            });
        }
        threads.clear();
        QVERIFY(got == expected);
    }

    void splits_and_seeds_differ() {
        std::set<std::uint64_t> seen;
        for (const Split split : {Split::kTrain, Split::kVal, Split::kTest}) {
            for (std::uint64_t seed = 0; seed < 3; ++seed) {
                for (std::uint64_t i = 0; i < 10; ++i) {
                    seen.insert(fingerprint(render_scene(shipped(), {48, split, seed, false}, i)));
                }
            }
        }
        QCOMPARE(seen.size(), std::size_t{90});
    }

    void boxes_are_tight() {
        const SpriteAtlas atlas = plain_atlas();
        int checked = 0;
        for (std::uint64_t i = 0; i < 400; ++i) {
            const Scene scene = render_scene(atlas, {128, Split::kTrain, 0, false}, i);
            if (scene.objects.size() != 1) {
                continue;
            }
            // Backdrops are never this red.
            Box found{128, 128, 0, 0};
            for (int y = 0; y < 128; ++y) {
                for (int x = 0; x < 128; ++x) {
                    const auto* p = &scene.rgb[static_cast<std::size_t>(y * 128 + x) * 3];
                    if (p[0] > 150 && p[1] < 60 && p[2] < 60) {
                        found = {std::min(found.x1, double(x)), std::min(found.y1, double(y)),
                                 std::max(found.x2, x + 1.0), std::max(found.y2, y + 1.0)};
                    }
                }
            }
            // Pixels that the sprite covers by a fifth count as visible, but look red only from about two thirds on.
            const Box& box = scene.objects[0].box;
            const double worst = std::max({found.x1 - box.x1, found.y1 - box.y1, box.x2 - found.x2, box.y2 - found.y2});
            QVERIFY2(intersection(box, found) == found && worst <= 2, std::to_string(i).c_str());
            ++checked;
        }
        QVERIFY(checked > 60);
    }

    void masks_are_what_is_seen_of_each_object() {
        int hidden_parts = 0;
        for (std::uint64_t i = 0; i < 20; ++i) {
            const Scene scene = render_scene(shipped(), {96, Split::kTrain, 3, false}, i);
            QCOMPARE(scene.seen.size(), std::size_t{96 * 96});
            std::uint64_t sum = 0;
            for (std::size_t n = 0; n < scene.objects.size(); ++n) {
                const MaskRuns mask = visible_mask(scene, n);
                const Box around = bounds_of(mask);
                sum += area_of(mask);
                QVERIFY(area_of(mask) == 0 || intersection(around, scene.objects[n].box) == around);
                hidden_parts += around == scene.objects[n].box ? 0 : 1;
            }
            // The last object is in front of all.
            QCOMPARE(bounds_of(visible_mask(scene, scene.objects.size() - 1)), scene.objects.back().box);
            const auto seen = std::count_if(scene.seen.begin(), scene.seen.end(), [](auto n) { return n >= 0; });
            QCOMPARE(sum, static_cast<std::uint64_t>(seen));
        }
        QVERIFY(hidden_parts > 0);
    }

    void scenes_keep_their_promises() {
        const SpriteAtlas& atlas = shipped();
        std::vector<int> per_class(20, 0);
        int generic = 0;
        for (std::uint64_t i = 0; i < 1500; ++i) {
            const Scene scene = render_scene(atlas, {64, Split::kTrain, 11, false}, i);
            QCOMPARE(scene.rgb.size(), std::size_t{64 * 64 * 3});
            QVERIFY(!scene.objects.empty() && scene.objects.size() <= 8);
            for (const SceneObject& object : scene.objects) {
                const Box& box = object.box;
                QVERIFY(!box.empty() && box.x1 >= 0 && box.y1 >= 0 && box.x2 <= 64 && box.y2 <= 64);
                QVERIFY(std::max(box.width(), box.height()) >= 6);
                const Sprite& sprite = atlas.sprites()[static_cast<std::size_t>(object.sprite)];
                QCOMPARE(sprite.class_index, object.class_index);
                QVERIFY(!sprite.test_only);
                ++per_class[static_cast<std::size_t>(object.class_index)];
                const auto& name = atlas.classes()[static_cast<std::size_t>(object.class_index)];
                const auto traits = traits_of(name);
                QVERIFY2(scene.caption.find(name) != std::string::npos ||
                             scene.caption.find(traits.singular) != std::string::npos ||
                             scene.caption.find(traits.plural) != std::string::npos,
                         scene.caption.c_str());
            }
            QVERIFY(scene.caption.starts_with("A clipart") && scene.caption.ends_with("."));
            generic += scene.caption.ends_with(" in the clipart.") ? 1 : 0;
        }
        QVERIFY(*std::min_element(per_class.begin(), per_class.end()) > 90);
        QVERIFY(generic > 600 && generic < 900);
    }

    void held_out_artworks_appear_only_when_asked_for() {
        for (std::uint64_t i = 0; i < 100; ++i) {
            for (const SceneObject& object : render_scene(shipped(), {32, Split::kTest, 0, true}, i).objects) {
                QVERIFY(shipped().sprites()[static_cast<std::size_t>(object.sprite)].test_only);
            }
        }
    }

    void says_what_is_wrong() {
        QVERIFY_EXCEPTION_THROWN(render_scene(shipped(), {8, Split::kTrain, 0, false}, 0), UsageError);
        QVERIFY_EXCEPTION_THROWN(render_scene(plain_atlas(), {64, Split::kTrain, 0, true}, 0), UsageError);
        QVERIFY_EXCEPTION_THROWN(parse_split("trian"), UsageError);
        QVERIFY(parse_split("val") == Split::kVal);
    }

    void renders_quickly() {
        const SceneSpec spec{128, Split::kTrain, 0, false};
        std::uint64_t i = 0;
        QBENCHMARK {
            render_scene(shipped(), spec, i++);
        }
    }
};

DESTUDIO_CORE_TEST(SceneRendererTest)

}  // namespace destudio::scene_renderer_test

#include "scene_renderer_test.moc"

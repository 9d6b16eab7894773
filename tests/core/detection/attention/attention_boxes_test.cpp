// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attention/attention_boxes.h"

#include <QtTest/QtTest>
#include <cmath>
#include "tests/support/test_main.h"

namespace destudio::attention_boxes_test {

using namespace destudio::detection;

namespace {

/// Attention of 1 with blobs of `height` around the given places, on 32 x 32.
FloatMap blobs(const std::vector<std::array<double, 3>>& places) {
    FloatMap map{32, 32, std::vector<float>(32 * 32, 1.0F)};
    for (const auto& [cx, cy, height] : places) {
        for (int y = 0; y < 32; ++y) {
            for (int x = 0; x < 32; ++x) {
                const double distance = std::hypot(x + 0.5 - cx, y + 0.5 - cy);
                map.values[static_cast<std::size_t>(32 * y + x)] += static_cast<float>(distance < 4 ? height : 0);
            }
        }
    }
    return map;
}

std::vector<UnboxedPart> unboxed(const FloatMap& map, const std::vector<Box>& boxes = {},
                                 const UnboxedRules& rules = {}) {
    return unboxed_parts({relative_attention(upsample_bilinear(map, 64, 64))}, 0, boxes, rules);
}

}  // namespace

class AttentionBoxesTest : public QObject {
    Q_OBJECT

private slots:
    void boxes_stand_around_the_strong_parts() {
        const auto cut = binarise_attention(blobs({{8, 8, 9}, {22, 24, 9}}), 64, 128);
        QCOMPARE(cut.binary.height, 64);
        QCOMPARE(cut.binary.width, 128);
        QCOMPARE(cut.boxes.size(), std::size_t{2});
        const Box wanted{4.0 / 32, 4.0 / 32, 12.0 / 32, 12.0 / 32};
        QVERIFY(std::max(iou(cut.boxes[0], wanted), iou(cut.boxes[1], wanted)) > 0.8);
    }

    void a_flat_map_has_none() {
        QVERIFY(binarise_attention(blobs({}), 64, 64).boxes.empty());
        QVERIFY(unboxed(blobs({})).empty());
    }

    void what_has_a_box_is_not_missed() {
        const auto map = blobs({{8, 8, 9}, {22, 24, 7}});
        const Box first{4.0 / 32, 4.0 / 32, 12.0 / 32, 12.0 / 32};
        const Box second{18.0 / 32, 20.0 / 32, 26.0 / 32, 28.0 / 32};
        const auto all = unboxed(map);
        QCOMPARE(all.size(), std::size_t{2});
        QVERIFY(iou(all[0].box, first) > 0.8);
        QVERIFY(all[0].strength > all[1].strength && all[1].strength > 1.5);
        const auto rest = unboxed(map, {first});
        QCOMPARE(rest.size(), std::size_t{1});
        QVERIFY(iou(rest[0].box, second) > 0.8);
        QVERIFY(unboxed(map, {first, second}).empty());
        // Also a somewhat small box explains the attention around it.
        QVERIFY(unboxed(map, {{4.6 / 32, 4.6 / 32, 11.4 / 32, 11.4 / 32}, second}).empty());
    }

    void weak_and_small_parts_are_no_objects() {
        const auto uneven = blobs({{8, 8, 9}, {22, 24, 3}});
        QCOMPARE(unboxed(uneven).size(), std::size_t{1});
        QVERIFY(unboxed(blobs({{8, 8, 9}}), {}, {.min_area = 0.2}).empty());
        // A little more attention than elsewhere is what every word has somewhere.
        QVERIFY(unboxed(blobs({{8, 8, 0.3}})).empty());
    }

    void a_place_belongs_to_the_class_that_wants_it_most() {
        // Two words on the same object, the second one more so; and the first alone on another.
        std::vector<FloatMap> maps;
        for (const auto& map : {blobs({{8, 8, 5}, {22, 24, 5}}), blobs({{8, 8, 20}})}) {
            maps.push_back(relative_attention(upsample_bilinear(map, 64, 64)));
        }
        const auto first = unboxed_parts(maps, 0, {});
        QCOMPARE(first.size(), std::size_t{1});
        QVERIFY(first[0].box.x1 > 0.5);
        const auto second = unboxed_parts(maps, 1, {});
        QCOMPARE(second.size(), std::size_t{1});
        QVERIFY(second[0].box.x2 < 0.5);
    }

    void boxes_outside_do_no_harm() {
        const auto map = blobs({{8, 8, 9}});
        QCOMPARE(unboxed(map, {{-3, -3, -1, -1}, {1.5, 0, 2, 1}}).size(), std::size_t{1});
    }
};

DESTUDIO_TEST(AttentionBoxesTest)

}  // namespace destudio::attention_boxes_test

#include "attention_boxes_test.moc"

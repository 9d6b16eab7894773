// SPDX-License-Identifier: Apache-2.0
#include "core/project/object_lanes.h"

#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::object_lanes_test {

namespace {

constexpr RowId kCat = 1;
constexpr RowId kDog = 2;

}  // namespace

class ObjectLanesTest : public QObject {
    Q_OBJECT

private slots:
    void tells_the_fates_apart() {
        const std::vector<LaneObject> reference{{kCat, {0, 0, 0.4, 0.4}},
                                                {kDog, {0.5, 0, 0.9, 0.4}},
                                                {kCat, {0, 0.5, 0.4, 0.9}},
                                                {kDog, {0.6, 0.6, 0.8, 0.8}}};
        const std::vector<LaneObject> variant{{kCat, {0.02, 0, 0.42, 0.4}},     // kept: IoU 0.38 / 0.42
                                              {kCat, {0.5, 0, 0.9, 0.4}},       // the dog's place
                                              {kCat, {0.2, 0.5, 0.6, 0.9}},     // a third of the second cat
                                              {kDog, {0.1, 0.92, 0.2, 0.99}}};  // from nowhere
        const auto match = match_objects(reference, variant);
        QVERIFY(match.objects[0].fate == ObjectFate::kKept);
        QVERIFY(std::abs(match.objects[0].iou - 0.38 / 0.42) < 1e-9);
        QVERIFY(match.objects[1].fate == ObjectFate::kRelabelled);
        QCOMPARE(match.objects[1].class_id, kCat);
        QVERIFY(match.objects[2].fate == ObjectFate::kMoved);
        QVERIFY(match.objects[3].fate == ObjectFate::kLost);
        QCOMPARE(match.objects[3].class_id, RowId{0});
        QCOMPARE(match.fresh.size(), std::size_t{1});
        QVERIFY(match.fresh[0].box == variant[3].box);
    }

    void matches_one_to_one_best_first() {
        // Two boxes on one object: the better one counts, the other is new.
        const std::vector<LaneObject> one{{kCat, {0, 0, 0.5, 0.5}}};
        const auto match = match_objects(one, {{kCat, {0, 0, 0.5, 0.4}}, {kCat, {0, 0, 0.5, 0.5}}});
        QCOMPARE(match.objects[0].iou, 1.0);
        QCOMPARE(match.fresh.size(), std::size_t{1});
        // Two objects on one box: only one is kept, and the same class goes before a better place.
        const auto shared =
            match_objects({{kDog, {0, 0, 0.5, 0.5}}, {kCat, {0, 0, 0.5, 0.45}}}, {{kCat, {0, 0, 0.5, 0.5}}});
        QVERIFY(shared.objects[0].fate == ObjectFate::kLost);
        QVERIFY(shared.objects[1].fate == ObjectFate::kKept);
        QVERIFY(match_objects({}, {}).objects.empty());
    }

    void follows_the_rules_given() {
        const std::vector<LaneObject> reference{{kCat, {0, 0, 0.5, 1}}};
        const std::vector<LaneObject> half{{kCat, {0, 0, 0.25, 1}}};  // IoU exactly 0.5
        QVERIFY(match_objects(reference, half).objects[0].fate == ObjectFate::kKept);
        QVERIFY(match_objects(reference, half, {0.6, 0.5}).objects[0].fate == ObjectFate::kMoved);
        QVERIFY(match_objects(reference, half, {0.6, 0.55}).objects[0].fate == ObjectFate::kLost);
    }

    void cuts_to_the_crop() {
        const std::vector<ReferenceBox> boxes{{1, 1, kCat, {100, 50, 300, 150}}, {2, 1, kDog, {0, 0, 90, 40}}};
        const auto whole = objects_in_crop(boxes, {}, {400, 200});
        QCOMPARE(whole.size(), std::size_t{2});
        QVERIFY(whole[0].box == (Box{0.25, 0.25, 0.75, 0.75}));
        const auto cut = objects_in_crop(boxes, {100, 0, 200, 200}, {400, 200});
        QCOMPARE(cut.size(), std::size_t{1});
        QVERIFY(cut[0].box == (Box{0, 0.25, 1, 0.75}));
        StoredAnnotation ignored;
        ignored.ignore = true;
        StoredAnnotation box;
        box.class_id = kDog;
        box.box = {16, 16, 32, 64};
        const auto variant = objects_of_variant({ignored, box}, {64, 64});
        QCOMPARE(variant.size(), std::size_t{1});
        QVERIFY(variant[0].box == (Box{0.25, 0.25, 0.5, 1}));
    }

    void finds_the_break_point() {
        using F = ObjectFate;
        QCOMPARE(break_point({{0.9, F::kLost}, {0.3, F::kKept}, {0.6, F::kMoved}}), std::optional(0.6));
        QCOMPARE(break_point({{0.3, F::kKept}, {0.6, F::kLost}, {0.9, F::kKept}}), std::optional(0.3));
        QCOMPARE(break_point({{0.3, F::kRelabelled}, {0.6, F::kKept}}), std::optional<double>());
        QCOMPARE(break_point({{0.3, F::kKept}, {0.3, F::kKept}, {0.6, F::kKept}, {0.6, F::kLost}}), std::optional(0.3));
        QCOMPARE(break_point({}), std::optional<double>());
    }
};

DESTUDIO_TEST(ObjectLanesTest)

}  // namespace destudio::object_lanes_test

#include "object_lanes_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/evaluation/voc_from_coco.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::voc_from_coco_test {

using namespace destudio::evaluation;

class VocFromCocoTest : public QObject {
    Q_OBJECT

private slots:
    void converts_edges_and_classes() {
        CocoGroundTruths truths;
        truths.image_ids = {5};
        truths.categories = {{90, "bus"}, {3, "car"}};
        truths.annotations = {{1, 5, 3, {10, 20, 30, 40}, 1200, false, false},
                              {2, 5, 3, {0, 0, 10, 10}, 100, true, false},
                              {3, 6, 3, {0, 0, 10, 10}, 100, false, false}};
        const auto data = voc_from_coco(truths, {{5, 3, {10, 20, 30, 40}, 0.5}, {5, 4, {0, 0, 1, 1}, 0.5}});
        QCOMPARE(data.objects.size(), std::size_t{2});
        QCOMPARE(data.objects[0].class_index, 1);
        QCOMPARE(data.objects[0].box.xmin, 11.0);
        QCOMPARE(data.objects[0].box.xmax, 40.0);
        QVERIFY(data.objects[1].difficult);
        QCOMPARE(data.positives, (std::vector<std::int64_t>{0, 1}));
        QCOMPARE(data.detections.size(), std::size_t{1});
    }
};

DESTUDIO_TEST(VocFromCocoTest)

}  // namespace destudio::voc_from_coco_test

#include "voc_from_coco_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/base/geometry.h"

#include <QtTest/QtTest>
#include "tests/support/test_main.h"

namespace destudio::geometry_test {

using destudio::Box;

class GeometryTest : public QObject {
    Q_OBJECT

private slots:
    void iou_of_known_boxes() {
        QCOMPARE(destudio::iou({0, 0, 10, 10}, {0, 0, 10, 10}), 1.0);
        QCOMPARE(destudio::iou({0, 0, 10, 10}, {5, 0, 15, 10}), 1.0 / 3.0);
        QCOMPARE(destudio::iou({0, 0, 10, 10}, {10, 0, 20, 10}), 0.0);
        QCOMPARE(destudio::iou({3, 3, 3, 3}, {3, 3, 3, 3}), 0.0);
    }

    void clamp_orders_corners_and_cuts() {
        QCOMPARE(destudio::clamped({50, 40, -10, 5}, {32, 24}), (Box{0, 5, 32, 24}));
        QVERIFY(destudio::clamped({40, 0, 50, 10}, {32, 24}).empty());
    }
};

DESTUDIO_TEST(GeometryTest)

}  // namespace destudio::geometry_test

#include "geometry_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "core/detection/attention/otsu_boxes.h"

#include <QTest>
#include "tests/support/test_main.h"

namespace destudio::otsu_boxes_test {

using namespace destudio::detection;

class OtsuBoxesTest : public QObject {
    Q_OBJECT

private slots:
    void bright_square_becomes_its_box() {
        FloatMap map{6, 8, std::vector<float>(48, 0.1F)};
        for (const std::size_t i : {10U, 11U, 18U, 19U}) {
            map.values[i] = 0.9F;
        }
        const ByteMap gray = to_gray(map);
        const ByteMap binary = binarise(gray, otsu_threshold(gray));
        const auto components = connected_components(binary, 8).components;
        QCOMPARE(components.size(), std::size_t{1});
        QCOMPARE(components[0].pixels, 4);
        QCOMPARE(components[0].normalised_box(8, 6), (std::array<double, 4>{0.25, 1 / 6.0, 0.5, 0.5}));
        QCOMPARE(*foreground_box(binary), (std::array<int, 4>{2, 1, 4, 3}));
    }

    void diagonal_neighbours_depend_on_connectivity() {
        const ByteMap binary{2, 2, {255, 0, 0, 255}};
        QCOMPARE(connected_components(binary, 8).components.size(), std::size_t{1});
        QCOMPARE(connected_components(binary, 4).components.size(), std::size_t{2});
    }

    void constant_map_has_no_foreground() {
        const ByteMap gray = to_gray({2, 2, {3, 3, 3, 3}});
        const ByteMap binary = binarise(gray, otsu_threshold(gray));
        QVERIFY(!foreground_box(binary).has_value());
        QVERIFY(connected_components(binary, 8).components.empty());
    }

    void upsampling_keeps_corners() {
        const FloatMap large = upsample_bilinear({2, 2, {0, 1, 2, 3}}, 4, 4);
        QCOMPARE(large.values.front(), 0.0F);
        QCOMPARE(large.values.back(), 3.0F);
        QCOMPARE(large.values[5], 0.75F);
    }
};

DESTUDIO_TEST(OtsuBoxesTest)

}  // namespace destudio::otsu_boxes_test

#include "otsu_boxes_test.moc"

// SPDX-License-Identifier: Apache-2.0
#include "widgets/canvas/label_layout.h"

#include <QtTest/QtTest>
#include <random>
#include "tests/support/test_main.h"

namespace destudio::label_layout_test {

using namespace destudio::widgets;

namespace {

const QRectF kBounds(0, 0, 800, 600);
const QSizeF kSize(50, 15);

}  // namespace

class LabelLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void stands_above_and_inside_the_bounds() {
        QCOMPARE(place_labels({{QRectF(100, 100, 60, 60), kSize}}, kBounds)[0], QRectF(QPointF(100, 85), kSize));
        QCOMPARE(place_labels({{QRectF(100, 5, 60, 60), kSize}}, kBounds)[0], QRectF(QPointF(100, 65), kSize));
        const auto at_edge = place_labels({{QRectF(790, 100, 10, 60), kSize}}, kBounds)[0];
        QVERIFY(at_edge && kBounds.contains(*at_edge));
        QVERIFY(!place_labels({{QRectF(900, 100, 60, 60), kSize, true}}, kBounds)[0]);
    }

    void a_box_that_fills_everything_has_its_label_inside() {
        const auto place = place_labels({{QRectF(-50, -50, 900, 700), kSize}}, kBounds)[0];
        QVERIFY(place && kBounds.contains(*place));
    }

    void small_objects_stay_free() {
        // The small one lies where the large one's label would be.
        const QRectF small(110, 86, 12, 12);
        const auto places = place_labels({{QRectF(100, 100, 200, 200), kSize, true}, {small, {}}}, kBounds);
        QVERIFY(places[0]);
        QVERIFY(!places[0]->intersects(small.adjusted(1, 1, -1, -1)));
        QVERIFY(!places[1]);
    }

    void crowds_never_cover_each_other() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> x(0, 760);
        std::uniform_real_distribution<double> y(0, 560);
        std::uniform_real_distribution<double> side(4, 90);
        std::vector<LabelRequest> requests;
        for (int i = 0; i < 300; ++i) {
            requests.push_back({QRectF(x(random), y(random), side(random), side(random)), kSize});
        }
        const auto places = place_labels(requests, kBounds);
        int shown = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!places[i]) {
                continue;
            }
            ++shown;
            QVERIFY(kBounds.contains(*places[i]));
            for (std::size_t j = 0; j < places.size(); ++j) {
                const QRectF& other = requests[j].outline;
                const bool small = std::min(other.width(), other.height()) < kSmallObjectSide;
                QVERIFY(!small || !places[i]->intersects(other.adjusted(0.5, 0.5, -0.5, -0.5)));
                QVERIFY(i == j || !places[j] || !places[i]->intersects(*places[j]));
            }
        }
        QVERIFY(shown > 3);
    }

    void the_selected_box_is_served_first() {
        const QRectF outline(100, 100, 60, 60);
        const auto places = place_labels({{outline, kSize}, {outline, kSize, true}}, kBounds);
        QCOMPARE(places[1], QRectF(QPointF(100, 85), kSize));
        QVERIFY(places[0] && *places[0] != *places[1]);
    }
};

DESTUDIO_TEST(LabelLayoutTest)

}  // namespace destudio::label_layout_test

#include "label_layout_test.moc"

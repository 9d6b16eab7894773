// SPDX-License-Identifier: Apache-2.0
#include "widgets/map/map_canvas.h"

#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "widgets/base/theme.h"

namespace destudio::map_canvas_test {

using widgets::MapCanvas;
using widgets::MapPoint;

namespace {

/// Nine points in a square of three by three, 0 at the top left, on a canvas of 448 x 448: 200 pixels apart.
struct Nine {
    MapCanvas canvas;

    Nine() {
        widgets::apply_theme(*qApp, widgets::Theme::kDark);
        canvas.resize(448, 448);
        std::vector<MapPoint> points;
        for (int i = 0; i < 9; ++i) {
            MapPoint point;
            point.place = {i % 3 * 10.0, i / 3 * 10.0};
            point.color = qRgb(0, 255, 0);
            points.push_back(point);
        }
        canvas.set_points(points, false);
        canvas.show();
    }

    void lasso(const QPolygonF& polygon) {
        QTest::mousePress(&canvas, Qt::LeftButton, Qt::ShiftModifier, polygon.first().toPoint());
        for (const QPointF& corner : polygon) {
            QMouseEvent move(QEvent::MouseMove, corner, canvas.mapToGlobal(corner), Qt::NoButton, Qt::LeftButton,
                             Qt::ShiftModifier);
            QCoreApplication::sendEvent(&canvas, &move);
        }
        QTest::mouseRelease(&canvas, Qt::LeftButton, Qt::ShiftModifier, polygon.last().toPoint());
    }
};

}  // namespace

class MapCanvasTest : public QObject {
    Q_OBJECT

private slots:
    void shows_all_points_where_they_lie() {
        Nine nine;
        QCOMPARE(nine.canvas.position_of(0), QPointF(24, 24));
        QCOMPARE(nine.canvas.position_of(8), QPointF(424, 424));
        const QImage shown = nine.canvas.grab().toImage();
        QCOMPARE(shown.pixelColor(224, 224), QColor(0, 255, 0));
        QCOMPARE(shown.pixelColor(124, 124), widgets::theme_colors().canvas);
    }

    void zooms_about_the_pointer_and_pans() {
        Nine nine;
        nine.canvas.zoom(2, {224, 24});
        QCOMPARE(nine.canvas.position_of(1), QPointF(224, 24));
        QCOMPARE(nine.canvas.position_of(0), QPointF(-176, 24));
        nine.canvas.pan({10, 5});
        QCOMPARE(nine.canvas.position_of(1), QPointF(234, 29));
        QTest::keyClick(&nine.canvas, Qt::Key_Home);
        QCOMPARE(nine.canvas.position_of(1), QPointF(224, 24));
        QTest::keyClick(&nine.canvas, Qt::Key_Right);
        QVERIFY(nine.canvas.position_of(1).x() < 224);
    }

    void a_click_chooses_the_point_in_reach() {
        Nine nine;
        QSignalSpy clicked(&nine.canvas, &MapCanvas::clicked);
        QSignalSpy opened(&nine.canvas, &MapCanvas::activated);
        QTest::mouseClick(&nine.canvas, Qt::LeftButton, {}, QPoint(228, 220));
        QCOMPARE(clicked.takeFirst().at(0).toInt(), 4);
        QCOMPARE(nine.canvas.current(), 4);
        QTest::keyClick(&nine.canvas, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().at(0).toInt(), 4);
        QTest::mouseClick(&nine.canvas, Qt::LeftButton, {}, QPoint(124, 124));
        QCOMPARE(clicked.takeFirst().at(0).toInt(), -1);
        QCOMPARE(nine.canvas.current(), -1);
    }

    void a_lasso_chooses_what_lies_in_it() {
        Nine nine;
        QSignalSpy changed(&nine.canvas, &MapCanvas::chosen_changed);
        // A corner, with its middle point left out by a dent.
        nine.lasso({{4, 4}, {444, 4}, {444, 44}, {44, 44}, {44, 444}, {4, 444}});
        QCOMPARE(nine.canvas.chosen(), (std::vector<int>{0, 1, 2, 3, 6}));
        QCOMPARE(changed.count(), 1);
        const QImage shown = nine.canvas.grab().toImage();
        QCOMPARE(shown.pixelColor(224, 24), QColor(0, 255, 0));
        QVERIFY(shown.pixelColor(224, 224) != QColor(0, 255, 0));  // paler than the chosen ones
        QTest::keyClick(&nine.canvas, Qt::Key_Escape);
        QVERIFY(nine.canvas.chosen().empty());
        QCOMPARE(changed.count(), 2);
    }

    void dragging_pans_unless_the_lasso_is_on() {
        Nine nine;
        const auto drag = [&nine] {
            QTest::mousePress(&nine.canvas, Qt::LeftButton, {}, QPoint(100, 100));
            for (const QPoint& to : {QPoint(150, 100), QPoint(160, 110), QPoint(150, 130)}) {
                QMouseEvent move(QEvent::MouseMove, to, nine.canvas.mapToGlobal(QPointF(to)), Qt::NoButton,
                                 Qt::LeftButton, Qt::NoModifier);
                QCoreApplication::sendEvent(&nine.canvas, &move);
            }
            QTest::mouseRelease(&nine.canvas, Qt::LeftButton, {}, QPoint(150, 130));
        };
        drag();
        QCOMPARE(nine.canvas.position_of(0), QPointF(74, 54));
        nine.canvas.set_lasso(true);
        drag();
        QCOMPARE(nine.canvas.position_of(0), QPointF(74, 54));
    }

    void what_stays_in_sight_stays_and_far_points_are_brought_there() {
        Nine nine;
        nine.canvas.zoom(4, {24, 24});
        const QPointF before = nine.canvas.position_of(0);
        nine.canvas.set_points(nine.canvas.points(), true);
        QCOMPARE(nine.canvas.position_of(0), before);
        nine.canvas.show_points({8});
        QVERIFY(QRectF(nine.canvas.rect()).contains(nine.canvas.position_of(8)));
        nine.canvas.show_points({0, 8});
        QVERIFY(QRectF(nine.canvas.rect()).contains(nine.canvas.position_of(0)));
        QVERIFY(QRectF(nine.canvas.rect()).contains(nine.canvas.position_of(8)));
    }

    void no_points_and_one_are_no_trouble() {
        MapCanvas canvas;
        canvas.resize(300, 300);
        canvas.set_points({}, false);
        QCOMPARE(canvas.point_at({150, 150}), -1);
        canvas.set_points({MapPoint{{3, 3}, qRgb(255, 0, 0)}}, false);
        QCOMPARE(canvas.point_at({150, 150}), 0);
        QVERIFY(!canvas.grab().isNull());
    }
};

DESTUDIO_GUI_TEST(MapCanvasTest)

}  // namespace destudio::map_canvas_test

#include "map_canvas_test.moc"

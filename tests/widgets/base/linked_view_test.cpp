// SPDX-License-Identifier: Apache-2.0
// Zoom and pan in one canvas move all that share its view.
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "widgets/base/linked_view.h"
#include "widgets/canvas/box_canvas.h"
#include "widgets/ladder/ladder_view.h"

namespace destudio::linked_view_test {

using namespace destudio::widgets;

namespace {

Picture grey(int width, int height) {
    QImage image(width, height, QImage::Format_RGB888);
    image.fill(Qt::gray);
    return Picture(image);
}

void wheel(QWidget* viewport, QPointF position, int delta) {
    QWheelEvent event(position, viewport->mapToGlobal(position), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(viewport, &event);
}

}  // namespace

class LinkedViewTest : public QObject {
    Q_OBJECT

private slots:
    void zoom_and_centre_stay_in_range() {
        LinkedView view;
        QSignalSpy spy(&view, &LinkedView::changed);
        view.set(1000, {0.5, 0.5});
        QCOMPARE(view.zoom(), LinkedView::kMaxZoom);
        view.set(2, {5, -5});
        QCOMPARE(view.center(), QPointF(0.75, 0.25));
        view.set(2, {9, -9});
        QCOMPARE(spy.count(), 2);
        view.set(0.5, {0, 1});
        QCOMPARE(view.center(), QPointF(0.5, 0.5));
        QVERIFY(view.fits());
    }

    void the_wheel_zooms_all_at_the_pointer() {
        LinkedView view;
        BoxCanvas first;
        BoxCanvas second;
        first.resize(204, 204);
        second.resize(404, 404);
        first.set_picture(grey(100, 100));
        second.set_picture(grey(300, 300));
        first.set_linked_view(&view);
        second.set_linked_view(&view);
        first.show();
        second.show();
        const QPointF pointer(52, 152);
        const QPointF under = first.to_picture(pointer);
        wheel(first.viewport(), pointer, 480);
        QVERIFY(view.zoom() > 1.9);
        QCOMPARE(second.transform().m11() / (400.0 / 300), view.zoom());
        const QPointF after = first.to_picture(pointer);
        QVERIFY2(QLineF(under, after).length() < 0.5, qPrintable(QStringLiteral("%1").arg(after.x())));
        // The same part of the picture, although both canvas and picture are of another size.
        const QPointF other = second.to_picture({102, 302}) / 3;
        QVERIFY(QLineF(other, after).length() < 1.0);
        wheel(second.viewport(), {10, 10}, -4800);
        QVERIFY(view.fits());
        QCOMPARE(first.transform().m11(), 2.0);
    }

    void dragging_pans_all() {
        LinkedView view;
        BoxCanvas first;
        BoxCanvas second;
        for (BoxCanvas* canvas : {&first, &second}) {
            canvas->resize(204, 204);
            canvas->set_picture(grey(100, 100));
            canvas->set_linked_view(&view);
            canvas->show();
        }
        view.set(4, {0.5, 0.5});
        const QPointF before = second.to_viewport({50, 50});
        QTest::mousePress(first.viewport(), Qt::LeftButton, {}, QPoint(100, 100));
        QMouseEvent move(QEvent::MouseMove, QPointF(140, 80), QPointF(140, 80), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(first.viewport(), &move);
        QTest::mouseRelease(first.viewport(), Qt::LeftButton, {}, QPoint(140, 80));
        const QPointF moved = second.to_viewport({50, 50}) - before;
        QVERIFY(QLineF(moved, QPointF(40, -20)).length() <= 1.5);
    }

    void actual_pixels_may_be_smaller_than_fitting() {
        BoxCanvas canvas;
        canvas.resize(404, 404);
        canvas.set_picture(grey(100, 100));
        canvas.show();
        canvas.zoom_to_actual_pixels();
        QCOMPARE(canvas.transform().m11() * canvas.devicePixelRatioF(), 1.0);
        QCOMPARE(canvas.to_viewport({50, 50}).toPoint(), QPoint(202, 202));
    }

    void cells_of_a_ladder_share_the_view() {
        LadderView ladder;
        ladder.resize(900, 500);
        ladder.set_shape({QStringLiteral("Reference"), QStringLiteral("30 %"), QStringLiteral("60 %")},
                         {QStringLiteral("1"), QStringLiteral("2")});
        ladder.show();
        for (BoxCanvas* canvas : ladder.canvases()) {
            canvas->set_picture(grey(128, 128));
        }
        QCOMPARE(ladder.canvases().size(), std::size_t{5});
        BoxCanvas* one = ladder.cell(1, 2)->canvas();
        QVERIFY(!one->accessibleName().isEmpty());
        const double before = ladder.reference_cell()->canvas()->transform().m11();
        wheel(one->viewport(), QPointF(40, 40), 240);
        QVERIFY(ladder.reference_cell()->canvas()->transform().m11() > before);
        QSignalSpy current(&ladder, &LadderView::current_changed);
        QTest::mouseClick(one->viewport(), Qt::LeftButton, {}, QPoint(40, 40));
        QCOMPARE(current.count(), 1);
        QCOMPARE(ladder.current_cell(), ladder.cell(1, 2));
        if (QTest::qWaitForWindowActive(&ladder)) {  // keys follow the current cell
            QVERIFY(one->hasFocus());
            ladder.set_current(0, 1);
            QVERIFY(ladder.cell(0, 1)->canvas()->hasFocus());
        }
        QSignalSpy opened(&ladder, &LadderView::open_requested);
        QTest::mouseDClick(one->viewport(), Qt::LeftButton, {}, QPoint(40, 40));
        QCOMPARE(opened.count(), 1);
        ladder.set_shape({QStringLiteral("Reference")}, {});
        QCOMPARE(ladder.current_column(), 0);
    }
};

DESTUDIO_GUI_TEST(LinkedViewTest)

}  // namespace destudio::linked_view_test

#include "linked_view_test.moc"

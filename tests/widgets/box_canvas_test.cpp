// SPDX-License-Identifier: Apache-2.0
// Gestures and keys on the canvas, with real events. The canvas is 204 x 204 and the picture 100 x 100, so that with
// its border of 2 a picture pixel is 2 screen pixels and picture (x, y) lies at viewport (2 + 2x, 2 + 2y).
#include <QPainter>
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "widgets/box_canvas.h"
#include "widgets/canvas_painter.h"

using namespace destudio;
using namespace destudio::widgets;

namespace {

constexpr qint64 kBig = 1;
constexpr qint64 kSmall = 2;

/// Plays the document: answers requests by setting the boxes again.
class Canvas : public BoxCanvas {
public:
    Canvas() {
        resize(204, 204);
        QImage image(100, 100, QImage::Format_RGB888);
        image.fill(Qt::darkGreen);
        set_picture(Picture(image));
        show_boxes({{kBig, {20, 20, 60, 60}, Qt::red, QStringLiteral("cat"), 0.93},
                    {kSmall, {40, 40, 44, 44}, Qt::blue, QStringLiteral("dog"), std::nullopt}});
        connect(this, &BoxCanvas::box_changed, this, &Canvas::change);
        connect(this, &BoxCanvas::box_nudged, this, &Canvas::change);
        connect(this, &BoxCanvas::delete_requested, this, [this](qint64 id) {
            auto rest = boxes();
            std::erase_if(rest, [id](const CanvasBox& box) { return box.id == id; });
            set_boxes(rest);
        });
        connect(this, &BoxCanvas::box_drawn, this, [this](const destudio::Box& box) { drawn.push_back(box); });
        show();
        setFocus();
    }

    std::vector<destudio::Box> drawn;

    void show_boxes(std::vector<CanvasBox> boxes) { set_boxes(std::move(boxes)); }

    destudio::Box box(qint64 id) const {
        for (const CanvasBox& box : boxes()) {
            if (box.id == id) {
                return box.box;
            }
        }
        return {};
    }

    static QPoint at(double x, double y) { return {static_cast<int>(2 + 2 * x), static_cast<int>(2 + 2 * y)}; }

    void press(double x, double y) { QTest::mousePress(viewport(), Qt::LeftButton, {}, at(x, y)); }
    void release(double x, double y) { QTest::mouseRelease(viewport(), Qt::LeftButton, {}, at(x, y)); }
    void move_to(double x, double y) {
        QMouseEvent event(QEvent::MouseMove, at(x, y), viewport()->mapToGlobal(at(x, y)), Qt::NoButton, Qt::LeftButton,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(viewport(), &event);
    }
    void drag(double x1, double y1, double x2, double y2) {
        press(x1, y1);
        move_to((x1 + x2) / 2, (y1 + y2) / 2);
        move_to(x2, y2);
        release(x2, y2);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(this, key, modifiers); }

private:
    void change(qint64 id, const destudio::Box& box) {
        auto all = boxes();
        for (CanvasBox& each : all) {
            each.box = each.id == id ? box : each.box;
        }
        set_boxes(all);
    }
};

QByteArray text(const Box& box) {
    return QStringLiteral("%1 %2 %3 %4").arg(box.x1).arg(box.y1).arg(box.x2).arg(box.y2).toLatin1();
}

}  // namespace

#define COMPARE_BOX(actual, ...) QCOMPARE(text(actual), text(Box __VA_ARGS__))

class BoxCanvasTest : public QObject {
    Q_OBJECT

private slots:
    void picture_positions_map_to_the_screen() {
        Canvas canvas;
        QCOMPARE(canvas.to_viewport({0, 0}).toPoint(), QPoint(2, 2));
        QCOMPARE(canvas.to_viewport({100, 50}).toPoint(), QPoint(202, 102));
        QCOMPARE(canvas.to_picture({102, 2}).toPoint(), QPoint(50, 0));
    }

    void click_selects_the_smallest_box() {
        Canvas canvas;
        QSignalSpy spy(&canvas, &BoxCanvas::selection_changed);
        canvas.press(25, 30);
        canvas.release(25, 30);
        QVERIFY(canvas.selected() == kBig);
        canvas.press(42, 42);
        canvas.release(42, 42);
        QVERIFY(canvas.selected() == kSmall);
        QCOMPARE(spy.count(), 2);
        QVERIFY(canvas.accessibleDescription().contains(QStringLiteral("dog")));
        canvas.press(90, 90);
        canvas.release(90, 90);
        QVERIFY(!canvas.selected());
    }

    void boxes_of_a_few_pixels_can_be_hit() {
        Canvas canvas;
        canvas.show_boxes({{7, {80, 80, 80.5, 80.5}, Qt::red, QStringLiteral("ant"), 0.5}});
        canvas.press(81, 81);
        canvas.release(81, 81);
        QVERIFY(canvas.selected() == 7);
    }

    void drag_draws() {
        Canvas canvas;
        canvas.set_mode(BoxCanvas::Mode::kDraw);
        canvas.drag(70, 80, 90, 65);
        QCOMPARE(canvas.drawn.size(), std::size_t{1});
        COMPARE_BOX(canvas.drawn[0], {70, 65, 90, 80});
    }

    void drawing_stops_at_the_picture() {
        Canvas canvas;
        canvas.set_mode(BoxCanvas::Mode::kDraw);
        canvas.drag(70, 70, 150, 160);
        QCOMPARE(canvas.drawn.size(), std::size_t{1});
        COMPARE_BOX(canvas.drawn[0], {70, 70, 100, 100});
    }

    void a_click_draws_nothing() {
        Canvas canvas;
        canvas.set_mode(BoxCanvas::Mode::kDraw);
        canvas.press(70, 70);
        canvas.release(70, 70);
        QVERIFY(canvas.drawn.empty());
    }

    void escape_cancels_drawing_then_the_mode() {
        Canvas canvas;
        canvas.set_mode(BoxCanvas::Mode::kDraw);
        canvas.press(10, 10);
        canvas.move_to(50, 50);
        canvas.key(Qt::Key_Escape);
        canvas.release(50, 50);
        QVERIFY(canvas.drawn.empty());
        QVERIFY(canvas.mode() == BoxCanvas::Mode::kDraw);
        canvas.key(Qt::Key_Escape);
        QVERIFY(canvas.mode() == BoxCanvas::Mode::kSelect);
    }

    void keys_draw() {
        Canvas canvas;
        canvas.set_mode(BoxCanvas::Mode::kDraw);
        canvas.key(Qt::Key_Return);
        canvas.key(Qt::Key_Right, Qt::ShiftModifier);
        canvas.key(Qt::Key_Down, Qt::ShiftModifier);
        canvas.key(Qt::Key_Down);
        canvas.key(Qt::Key_Return);
        QCOMPARE(canvas.drawn.size(), std::size_t{1});
        COMPARE_BOX(canvas.drawn[0], {50, 50, 60, 61});
    }

    void drag_moves_and_stops_at_the_picture() {
        Canvas canvas;
        canvas.drag(25, 30, 35, 25);
        COMPARE_BOX(canvas.box(kBig), {30, 15, 70, 55});
        canvas.drag(35, 25, 135, -80);
        COMPARE_BOX(canvas.box(kBig), {60, 0, 100, 40});
    }

    void handles_resize() {
        Canvas canvas;
        canvas.set_selected(kBig);
        canvas.drag(60, 60, 70, 75);
        COMPARE_BOX(canvas.box(kBig), {20, 20, 70, 75});
        canvas.drag(20, 47.5, 10, 90);  // the left edge's handle ignores up and down
        COMPARE_BOX(canvas.box(kBig), {10, 20, 70, 75});
        canvas.drag(70, 75, 140, 140);
        COMPARE_BOX(canvas.box(kBig), {10, 20, 100, 100});
        canvas.drag(100, 100, 5, 10);  // across the opposite corner
        COMPARE_BOX(canvas.box(kBig), {5, 10, 10, 20});
    }

    void a_small_selected_box_can_still_be_moved() {
        Canvas canvas;
        canvas.set_selected(kSmall);
        canvas.drag(42, 42, 52, 52);
        COMPARE_BOX(canvas.box(kSmall), {50, 50, 54, 54});
    }

    void a_box_thinner_than_what_can_be_drawn_can_be_moved() {
        Canvas canvas;
        canvas.show_boxes({{7, {80, 10, 81, 50}, Qt::red, QStringLiteral("pole"), std::nullopt}});
        canvas.drag(80.5, 30, 70.5, 30);
        COMPARE_BOX(canvas.box(7), {70, 10, 71, 50});
    }

    void a_shaky_click_changes_nothing() {
        Canvas canvas;
        QSignalSpy spy(&canvas, &BoxCanvas::box_changed);
        canvas.press(25, 30);
        canvas.move_to(25.5, 30.5);
        canvas.release(25.5, 30.5);
        QCOMPARE(spy.count(), 0);
    }

    void escape_cancels_a_move() {
        Canvas canvas;
        canvas.press(25, 30);
        canvas.move_to(45, 50);
        canvas.key(Qt::Key_Escape);
        canvas.release(45, 50);
        COMPARE_BOX(canvas.box(kBig), {20, 20, 60, 60});
        QVERIFY(canvas.selected() == kBig);
    }

    void a_change_from_outside_ends_the_drag() {
        Canvas canvas;
        QSignalSpy spy(&canvas, &BoxCanvas::box_changed);
        canvas.press(25, 30);
        canvas.move_to(45, 50);
        canvas.show_boxes({{kBig, {0, 0, 10, 10}, Qt::red, QStringLiteral("cat"), 0.93}});
        canvas.release(45, 50);
        QCOMPARE(spy.count(), 0);
        COMPARE_BOX(canvas.box(kBig), {0, 0, 10, 10});
    }

    void arrows_nudge() {
        Canvas canvas;
        QSignalSpy spy(&canvas, &BoxCanvas::box_nudged);
        canvas.key(Qt::Key_Right);
        QCOMPARE(spy.count(), 0);
        canvas.set_selected(kBig);
        canvas.key(Qt::Key_Right);
        canvas.key(Qt::Key_Up, Qt::ShiftModifier);
        COMPARE_BOX(canvas.box(kBig), {21, 10, 61, 50});
        canvas.key(Qt::Key_Up, Qt::ShiftModifier);
        COMPARE_BOX(canvas.box(kBig), {21, 0, 61, 40});
        canvas.key(Qt::Key_Up);
        QCOMPARE(spy.count(), 3);  // at the edge there is nothing to change
    }

    void delete_deletes_the_selected_box() {
        Canvas canvas;
        canvas.key(Qt::Key_Delete);
        QCOMPARE(canvas.boxes().size(), std::size_t{2});
        canvas.set_selected(kBig);
        canvas.key(Qt::Key_Delete);
        QCOMPARE(canvas.boxes().size(), std::size_t{1});
        QCOMPARE(canvas.boxes()[0].id, kSmall);
        QVERIFY(!canvas.selected());
    }

    void tab_walks_through_the_boxes() {
        Canvas canvas;
        canvas.key(Qt::Key_Tab);
        QVERIFY(canvas.selected() == kBig);
        canvas.key(Qt::Key_Tab);
        QVERIFY(canvas.selected() == kSmall);
        canvas.key(Qt::Key_Backtab);
        QVERIFY(canvas.selected() == kBig);
    }

    void digits_and_double_clicks_ask_for_a_class() {
        Canvas canvas;
        QSignalSpy digits(&canvas, &BoxCanvas::digit_pressed);
        QSignalSpy relabels(&canvas, &BoxCanvas::relabel_requested);
        canvas.key(Qt::Key_3);
        QCOMPARE(digits.count(), 1);
        QCOMPARE(digits[0][0].toInt(), 3);
        QTest::mouseDClick(canvas.viewport(), Qt::LeftButton, {}, Canvas::at(25, 30));
        QCOMPARE(relabels.count(), 1);
        QCOMPARE(relabels[0][0].toLongLong(), kBig);
    }

    void space_taps_or_pans() {
        Canvas canvas;
        QSignalSpy taps(&canvas, &BoxCanvas::space_tapped);
        canvas.key(Qt::Key_Space);
        QCOMPARE(taps.count(), 1);
        canvas.linked_view()->set(4, {0.5, 0.5});
        QTest::keyPress(&canvas, Qt::Key_Space);
        QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, QPoint(100, 100));
        QMouseEvent move(QEvent::MouseMove, QPointF(60, 100), QPointF(60, 100), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(canvas.viewport(), &move);
        QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, QPoint(60, 100));
        QTest::keyRelease(&canvas, Qt::Key_Space);
        QCOMPARE(taps.count(), 1);
        QCOMPARE(canvas.linked_view()->center().x(), 0.55);
        QVERIFY(!canvas.selected());
    }

    void a_locked_canvas_changes_nothing() {
        Canvas canvas;
        canvas.set_editable(false);
        canvas.set_mode(BoxCanvas::Mode::kDraw);
        QVERIFY(canvas.mode() == BoxCanvas::Mode::kSelect);
        canvas.drag(25, 30, 35, 40);
        canvas.key(Qt::Key_Right);
        canvas.key(Qt::Key_Delete);
        COMPARE_BOX(canvas.box(kBig), {20, 20, 60, 60});
    }

    void labels_keep_their_size_when_zoomed() {
        const CanvasBox box{1, {0, 0, 10, 10}, Qt::red, QStringLiteral("cat"), 0.934};
        QCOMPARE(box_label_text(box), QStringLiteral("cat .93"));
        const auto label_height = [&box](double scale) {
            QImage image(600, 600, QImage::Format_RGB32);
            image.fill(Qt::black);
            QPainter painter(&image);
            paint_box(painter, box, QRectF(100, 100, 30 * scale, 30 * scale), image.rect(), {});
            painter.end();
            int rows = 0;
            for (int y = 0; y < 98; ++y) {  // above the box there is only its label
                rows += image.pixelColor(101, y) == QColor(Qt::red) ? 1 : 0;
            }
            return rows;
        };
        QVERIFY(label_height(1) > 8);
        QCOMPARE(label_height(10), label_height(1));
    }

    void boxes_out_of_sight_leave_no_label() {
        const CanvasBox box{1, {0, 0, 10, 10}, Qt::red, QStringLiteral("cat"), 0.934};
        QImage image(100, 100, QImage::Format_RGB32);
        image.fill(Qt::black);
        const QImage untouched = image.copy();
        QPainter painter(&image);
        paint_box(painter, box, QRectF(-200, -200, 100, 100), image.rect(), {});
        painter.end();
        QCOMPARE(image, untouched);
    }
};

QTEST_MAIN(BoxCanvasTest)
#include "box_canvas_test.moc"

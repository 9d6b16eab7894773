// SPDX-License-Identifier: Apache-2.0
// Gestures and keys on the canvas, with real events. The canvas is 204 x 204 and the picture 100 x 100, so that with
// its border of 2 a picture pixel is 2 screen pixels and picture (x, y) lies at viewport (2 + 2x, 2 + 2y).
#include <QPainter>
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "tests/support/test_main.h"
#include "widgets/canvas/box_canvas.h"
#include "widgets/canvas/canvas_painter.h"
#include "widgets/canvas/minimap.h"

namespace destudio::box_canvas_test {

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
        connect(this, &BoxCanvas::boxes_changed, this, &Canvas::change);
        connect(this, &BoxCanvas::boxes_nudged, this, &Canvas::change);
        connect(this, &BoxCanvas::delete_requested, this, [this](const std::vector<qint64>& ids) {
            auto rest = boxes();
            std::erase_if(
                rest, [&ids](const CanvasBox& box) { return std::find(ids.begin(), ids.end(), box.id) != ids.end(); });
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

    void press(double x, double y, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(viewport(), Qt::LeftButton, modifiers, at(x, y));
    }
    void click(double x, double y, Qt::KeyboardModifiers modifiers = {}) {
        press(x, y, modifiers);
        release(x, y);
    }
    void release(double x, double y) { QTest::mouseRelease(viewport(), Qt::LeftButton, {}, at(x, y)); }
    void move_to(double x, double y) {
        QMouseEvent event(QEvent::MouseMove, at(x, y), viewport()->mapToGlobal(at(x, y)), Qt::NoButton, Qt::LeftButton,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(viewport(), &event);
    }
    void drag(double x1, double y1, double x2, double y2, Qt::KeyboardModifiers modifiers = {}) {
        press(x1, y1, modifiers);
        move_to((x1 + x2) / 2, (y1 + y2) / 2);
        move_to(x2, y2);
        release(x2, y2);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(this, key, modifiers); }

private:
    void change(const std::vector<BoxEdit>& edits) {
        auto all = boxes();
        for (CanvasBox& each : all) {
            for (const BoxEdit& edit : edits) {
                each.box = each.id == edit.id ? edit.box : each.box;
            }
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
        QSignalSpy spy(&canvas, &BoxCanvas::boxes_changed);
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
        QSignalSpy spy(&canvas, &BoxCanvas::boxes_changed);
        canvas.press(25, 30);
        canvas.move_to(45, 50);
        canvas.show_boxes({{kBig, {0, 0, 10, 10}, Qt::red, QStringLiteral("cat"), 0.93}});
        canvas.release(45, 50);
        QCOMPARE(spy.count(), 0);
        COMPARE_BOX(canvas.box(kBig), {0, 0, 10, 10});
    }

    void arrows_nudge() {
        Canvas canvas;
        QSignalSpy spy(&canvas, &BoxCanvas::boxes_nudged);
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
            LabelImages labels;
            paint_labels(painter, {{&box, QRectF(100, 100, 30 * scale, 30 * scale)}}, image.rect(), labels);
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

    void a_locked_box_is_marked_without_hiding_a_small_object() {
        for (const QRectF& outline : {QRectF(20, 20, 60, 60), QRectF(20, 20, 18, 18)}) {
            CanvasBox box;
            box.color = Qt::red;
            QImage open(100, 100, QImage::Format_RGB32);
            open.fill(Qt::darkGreen);
            QImage locked = open.copy();
            QPainter open_painter(&open);
            widgets::paint_box(open_painter, box, outline, open.rect(), {});
            box.locked = true;
            QPainter locked_painter(&locked);
            widgets::paint_box(locked_painter, box, outline, locked.rect(), {});
            QVERIFY(open != locked);
            const QRect small(23, 23, 12, 12);
            QCOMPARE(open.copy(small), locked.copy(small));
        }
    }

    void boxes_out_of_sight_leave_no_label() {
        const CanvasBox box{1, {0, 0, 10, 10}, Qt::red, QStringLiteral("cat"), 0.934};
        QImage image(100, 100, QImage::Format_RGB32);
        image.fill(Qt::black);
        const QImage untouched = image.copy();
        QPainter painter(&image);
        LabelImages labels;
        paint_box(painter, box, QRectF(-200, -200, 100, 100), image.rect(), {});
        paint_labels(painter, {{&box, QRectF(-200, -200, 100, 100)}}, image.rect(), labels);
        painter.end();
        QCOMPARE(image, untouched);
    }

    void ctrl_click_adds_and_takes_away() {
        Canvas canvas;
        canvas.click(25, 30);
        canvas.click(42, 42, Qt::ControlModifier);
        QCOMPARE(canvas.selection().ids(), (std::vector<qint64>{kBig, kSmall}));
        QVERIFY(canvas.accessibleDescription().startsWith(QLatin1Char('2')));
        canvas.click(25, 30, Qt::ShiftModifier);
        QCOMPARE(canvas.selection().ids(), std::vector<qint64>{kSmall});
    }

    void a_band_selects_what_lies_inside() {
        Canvas canvas;
        canvas.drag(70, 70, 30, 35, Qt::ShiftModifier);
        QCOMPARE(canvas.selection().ids(), std::vector<qint64>{kSmall});
        canvas.drag(70, 70, 10, 10, Qt::ShiftModifier);
        QCOMPARE(canvas.selection().size(), std::size_t{2});
        QCOMPARE(canvas.linked_view()->center(), QPointF(0.5, 0.5));  // it does not pan
    }

    void several_boxes_move_together_and_stop_together() {
        Canvas canvas;
        QSignalSpy spy(&canvas, &BoxCanvas::boxes_changed);
        canvas.set_selection(BoxSelection(std::vector<qint64>{kBig, kSmall}));
        canvas.drag(25, 30, 35, 25);
        COMPARE_BOX(canvas.box(kBig), {30, 15, 70, 55});
        COMPARE_BOX(canvas.box(kSmall), {50, 35, 54, 39});
        canvas.drag(35, 25, 135, 25);
        COMPARE_BOX(canvas.box(kBig), {60, 15, 100, 55});
        COMPARE_BOX(canvas.box(kSmall), {80, 35, 84, 39});
        QCOMPARE(spy.count(), 2);  // one request a gesture
        canvas.click(65, 20);
        QCOMPARE(canvas.selection().ids(), std::vector<qint64>{kBig});
    }

    void ctrl_and_alt_with_arrows_resize() {
        Canvas canvas;
        canvas.set_selected(kBig);
        canvas.key(Qt::Key_Right, Qt::ControlModifier);
        canvas.key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        COMPARE_BOX(canvas.box(kBig), {20, 20, 61, 70});
        canvas.key(Qt::Key_Left, Qt::AltModifier);
        canvas.key(Qt::Key_Up, Qt::AltModifier | Qt::ShiftModifier);
        COMPARE_BOX(canvas.box(kBig), {19, 10, 61, 70});
        for (int i = 0; i < 10; ++i) {
            canvas.key(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        }
        QVERIFY(canvas.box(kBig).width() >= 2);
        QCOMPARE(canvas.box(kBig).x1, 19.0);
    }

    void locked_boxes_and_ghosts_do_not_move() {
        Canvas canvas;
        CanvasBox locked{7, {10, 70, 30, 90}, Qt::red, QStringLiteral("cat"), std::nullopt};
        locked.locked = true;
        CanvasBox ghost{8, {70, 10, 90, 30}, Qt::red, QStringLiteral("cat"), std::nullopt};
        ghost.ghost = true;
        canvas.show_boxes({locked, ghost});
        QSignalSpy changes(&canvas, &BoxCanvas::boxes_changed);
        QSignalSpy nudges(&canvas, &BoxCanvas::boxes_nudged);
        canvas.drag(20, 80, 30, 80);
        QVERIFY(canvas.selected() == 7);
        canvas.key(Qt::Key_Right);
        canvas.drag(80, 20, 60, 20);
        QVERIFY(canvas.selected() == 8);
        canvas.key(Qt::Key_Right);
        QCOMPARE(changes.count() + nudges.count(), 0);
        QVERIFY(canvas.accessibleDescription().contains(QStringLiteral("ghost")));
        QSignalSpy relabels(&canvas, &BoxCanvas::relabel_requested);
        canvas.key(Qt::Key_Return);
        QCOMPARE(relabels.at(0).at(0).toLongLong(), 8);
    }

    void a_click_on_a_suppressed_detection_asks_to_adopt_it() {
        Canvas canvas;
        canvas.set_candidates({{-5, {65, 65, 90, 90}, Qt::red, QStringLiteral("cat"), 0.2},
                               {-6, {20, 20, 95, 95}, Qt::red, QStringLiteral("dog"), 0.1}});
        QSignalSpy adopted(&canvas, &BoxCanvas::adopt_requested);
        canvas.click(70, 70);
        QCOMPARE(adopted.count(), 1);
        QCOMPARE(adopted[0][0].toLongLong(), -5);
        canvas.click(64, 80);
        QCOMPARE(adopted[1][0].toLongLong(), -6);
        canvas.click(25, 30);  // a box is there
        QCOMPARE(adopted.count(), 2);
        canvas.click(5, 5);  // nothing is there
        QCOMPARE(adopted.count(), 2);
        QVERIFY(canvas.selection().empty());
        canvas.linked_view()->set(2, {0.75, 0.75});
        canvas.drag(70, 70, 60, 60);  // a pan
        QCOMPARE(adopted.count(), 2);
    }

    void a_pan_keeps_the_selection() {
        Canvas canvas;
        canvas.set_selected(kSmall);
        canvas.linked_view()->set(3, {0.8, 0.8});
        const QPoint from(150, 150);
        QTest::mousePress(canvas.viewport(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, QPointF(100, 100), QPointF(100, 100), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(canvas.viewport(), &move);
        QTest::mouseRelease(canvas.viewport(), Qt::LeftButton, {}, QPoint(100, 100));
        QVERIFY(canvas.selected() == kSmall);
    }

    void arrows_pan_without_selection() {
        Canvas canvas;
        canvas.linked_view()->set(4, {0.5, 0.5});
        canvas.key(Qt::Key_Right);
        QVERIFY(canvas.linked_view()->center().x() > 0.5);
        canvas.key(Qt::Key_Up);
        QVERIFY(canvas.linked_view()->center().y() < 0.5);
    }

    void the_view_follows_the_keyboard_cursor() {
        Canvas canvas;
        canvas.linked_view()->set(4, {0.5, 0.5});
        canvas.set_mode(BoxCanvas::Mode::kDraw);
        for (int i = 0; i < 9; ++i) {
            canvas.key(Qt::Key_Right, Qt::ControlModifier);
        }
        QVERIFY(canvas.cursor()->x() > 65);
        QVERIFY(QRectF(canvas.viewport()->rect()).contains(canvas.to_viewport(*canvas.cursor())));
    }

    void zooms_to_width_and_by_steps() {
        Canvas canvas;
        QImage tall(50, 200, QImage::Format_RGB888);
        tall.fill(Qt::gray);
        canvas.set_picture(Picture(tall));
        canvas.zoom_to_width();
        QCOMPARE(canvas.pixel_scale(), 4.0);
        canvas.zoom_by(2);
        QCOMPARE(canvas.pixel_scale(), 8.0);
        canvas.zoom_to_actual_pixels();
        QCOMPARE(canvas.pixel_scale(), 1.0);
    }

    void hidden_boxes_cannot_be_hit() {
        Canvas canvas;
        canvas.look()->set_boxes_visible(false);
        canvas.click(25, 30);
        QVERIFY(canvas.selection().empty());
        canvas.look()->set_boxes_visible(true);
        canvas.click(25, 30);
        QVERIFY(canvas.selected() == kBig);
    }

    void tone_brightens_the_picture_and_stays_for_the_next() {
        Canvas canvas;
        const QPoint place = Canvas::at(5, 5);
        const QColor before = canvas.grab().toImage().pixelColor(place);
        canvas.look()->set_tone({50, 0});
        const QColor brighter = canvas.grab().toImage().pixelColor(place);
        QVERIFY(brighter.green() > before.green());
        QVERIFY(brighter.red() > before.red());
        QImage other(100, 100, QImage::Format_RGB888);
        other.fill(Qt::darkGreen);
        canvas.set_picture(Picture(other));
        QCOMPARE(canvas.grab().toImage().pixelColor(place), brighter);
        canvas.look()->set_tone({});
        QCOMPARE(canvas.grab().toImage().pixelColor(place), before);
    }

    void pixels_are_squares_when_close() {
        Canvas canvas;
        canvas.show_boxes({});
        QImage pattern(100, 100, QImage::Format_RGB888);
        for (int y = 0; y < 100; ++y) {
            for (int x = 0; x < 100; ++x) {
                pattern.setPixelColor(x, y, (x + y) % 2 == 0 ? Qt::black : Qt::white);
            }
        }
        canvas.set_picture(Picture(pattern));
        canvas.linked_view()->set(5, {0.5, 0.5});
        const QImage shown = canvas.grab().toImage();
        for (int y = 20; y < 180; ++y) {
            for (int x = 20; x < 180; ++x) {
                const int grey = shown.pixelColor(x, y).red();
                QVERIFY2(grey == 0 || grey == 255, "a smoothed pixel");
            }
        }
    }

    void a_minimap_goes_where_it_is_pressed() {
        Canvas canvas;
        canvas.resize(604, 604);
        QVERIFY(!canvas.minimap()->isVisible());  // everything is in sight
        canvas.linked_view()->set(4, {0.5, 0.5});
        QVERIFY(canvas.minimap()->isVisible());
        QVERIFY(!canvas.minimap()->accessibleName().isEmpty());
        const QSize size = canvas.minimap()->size();
        QTest::mouseClick(canvas.minimap(), Qt::LeftButton, {}, QPoint(size.width() / 4, size.height() * 3 / 4));
        QVERIFY(QLineF(canvas.linked_view()->center(), QPointF(0.25, 0.75)).length() < 0.02);
        canvas.look()->set_minimap(false);
        QVERIFY(!canvas.minimap()->isVisible());
    }
};

DESTUDIO_GUI_TEST(BoxCanvasTest)

}  // namespace destudio::box_canvas_test

#include "box_canvas_test.moc"
